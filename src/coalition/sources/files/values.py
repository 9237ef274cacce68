"""From text to values, column by column in SQL: numbers, moments, days, yes and no, lists.

Each macro gives null for what it cannot read; whoever calls it has already taken empty cells out.
"""

from __future__ import annotations

# What may stand around a cell without being part of its value, beside the NUL that no database keeps.
_BLANK = "chr(32) || chr(9) || chr(10) || chr(13) || chr(160) || chr(65279)"
_FLAG_WORDS = {
    "true": ["true", "yes", "y", "t", "1", "x", "ja", "j", "wahr", "oui", "o", "vrai", "si", "s", "verdadero", "on"],
    "false": ["false", "no", "n", "f", "0", "nein", "falsch", "non", "faux", "falso", "off"],
}


def _either(words: list[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


MACROS = (
    f"CREATE MACRO cell(v) AS nullif(trim(replace(v, chr(0), ''), {_BLANK}), '')",
    # As ``plain`` in kinds/base.py, for words of the database.
    "CREATE MACRO plain(v) AS regexp_replace(lower(strip_accents(v)), '[^0-9a-z]', '', 'g')",
    # 1,234.50 / 1.234,50 / 1 234,50 / 1'234.50 / EUR 12 / 12 € / (12.00) / 12 % / 1e5
    r"""CREATE MACRO bare_number(v) AS CASE WHEN regexp_full_match(v, '\(.*\)') THEN '-' ELSE '' END ||
        regexp_replace(v, '[\s\x{00a0}\x{202f}()%€$£¥'']|^[A-Za-z]{3}\b|[A-Za-z]{3}$', '', 'g')""",
    r"""CREATE MACRO with_point(b) AS CASE
        WHEN regexp_full_match(b, '[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?([eE][-+]?\d{1,2})?|[-+]?\.\d+')
        THEN try_cast(replace(b, ',', '') AS DECIMAL(28, 6)) END""",
    r"""CREATE MACRO with_comma(b) AS CASE
        WHEN regexp_full_match(b, '[-+]?(\d+|\d{1,3}(\.\d{3})+)(,\d*)?|[-+]?,\d+')
        THEN try_cast(replace(replace(b, '.', ''), ',', '.') AS DECIMAL(28, 6)) END""",
    """CREATE MACRO as_number(v, comma) AS CASE WHEN comma
        THEN coalesce(with_comma(bare_number(v)), with_point(bare_number(v)))
        ELSE coalesce(with_point(bare_number(v)), with_comma(bare_number(v))) END""",
    """CREATE MACRO as_whole(v, comma) AS CASE WHEN as_number(v, comma) = trunc(as_number(v, comma))
        THEN try_cast(as_number(v, comma) AS BIGINT) END""",
    "CREATE MACRO in_utc(t, zone) AS timezone('UTC', timezone(zone, t))",
    # 31/12/2025, 12.31.25, with or without a time after it. A year of two figures is of this century.
    r"""CREATE MACRO figures(v, formats) AS try_strptime(
        regexp_replace(regexp_replace(v, '^(\d{1,2})[-./](\d{1,2})[-./](\d{2})(\D|$)', '\1/\2/20\3\4'),
                       '^(\d{1,2})[-./](\d{1,2})[-./](\d{4})[,T]?', '\1/\2/\3'), formats)""",
    r"""CREATE MACRO iso(v, zone) AS CASE
        WHEN regexp_matches(v, '(Z|z|UTC|GMT|[-+]\d{2}(:?\d{2})?)$') AND length(v) > 10
        THEN timezone('UTC', try_cast(regexp_replace(v, ' ?(UTC|GMT)$', 'Z') AS TIMESTAMPTZ))
        ELSE in_utc(try_cast(v AS TIMESTAMP), zone) END""",
    r"""CREATE MACRO any_moment(v, formats, zone) AS CASE
        WHEN regexp_matches(v, '^\d{4}-\d{1,2}-\d{1,2}([T ].*)?$') THEN iso(v, zone)
        WHEN regexp_matches(v, '^\d{4}[./]\d{1,2}[./]\d{1,2}') THEN
            iso(regexp_replace(v, '^(\d{4})[./](\d{1,2})[./](\d{1,2})', '\1-\2-\3'), zone)
        WHEN regexp_matches(v, '^\d{1,2}[-./]\d{1,2}[-./]\d{2,4}') THEN in_utc(figures(v, formats), zone)
        WHEN regexp_full_match(v, '\d{13}') THEN epoch_ms(v::BIGINT)
        WHEN regexp_full_match(v, '\d{10}') THEN epoch_ms(v::BIGINT * 1000)
        WHEN regexp_full_match(v, '\d{8}') THEN in_utc(try_strptime(v, '%Y%m%d'), zone)
        WHEN NOT regexp_matches(v, '[0-9]') THEN NULL  -- or 'infinity' would be a moment
        ELSE in_utc(try_strptime(v, ['%d %b %Y', '%d %B %Y', '%b %d, %Y', '%B %d, %Y', '%d-%b-%Y', '%d %b %Y %H:%M',
             '%b %d, %Y %I:%M %p', '%b %d, %Y %H:%M', '%B %d, %Y %I:%M %p', '%a, %d %b %Y %H:%M:%S']), zone) END""",
    # A year of three figures or of the next millennium is a typing mistake; without the guard it would be stored.
    """CREATE MACRO as_moment(v, formats, zone) AS list_filter([any_moment(v, formats, zone)],
        t -> t BETWEEN TIMESTAMP '1900-01-01' AND TIMESTAMP '2199-12-31')[1]""",
    "CREATE MACRO as_day(v, formats) AS as_moment(v, formats, 'UTC')::DATE",
    f"""CREATE MACRO as_flag(v) AS CASE WHEN plain(v) IN ({_either(_FLAG_WORDS["true"])}) THEN true
        WHEN plain(v) IN ({_either(_FLAG_WORDS["false"])}) THEN false END""",
    r"""CREATE MACRO as_address(v) AS CASE
        WHEN regexp_matches(v, '[^\s<>;,"]+@[^\s<>;,"]+')
        THEN lower(regexp_replace(regexp_extract(v, '[^\s<>;,"]+@[^\s<>;,"]+'), '^mailto:', '')) END""",
    # "Doe, John <john@x>; a@b": inside angle brackets only the addresses count; else cut at ; or, without one, at ,
    r"""CREATE MACRO as_list(v) AS list_filter(list_transform(CASE
        WHEN contains(v, '<') AND contains(v, '@') THEN regexp_extract_all(v, '[^\s<>;,"|]+@[^\s<>;,"|]+')
        WHEN regexp_matches(v, '[;|\n]') THEN string_split_regex(v, '[;|\r\n]+')
        ELSE string_split(v, ',') END, x -> trim(x)), x -> x <> '')""",
)

DAY_FIRST = ("%d/%m/%Y", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y %I:%M %p", "%d/%m/%Y %I:%M:%S %p")
MONTH_FIRST = tuple(each.replace("%d/%m", "%m/%d") for each in DAY_FIRST)


def quoted(text: str) -> str:
    """A text literal."""
    return "'" + text.replace("'", "''") + "'"

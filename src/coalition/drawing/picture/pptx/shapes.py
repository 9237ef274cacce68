"""Scene shapes as DrawingML. Written as text and parsed once: object by object it would take ten times as long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from coalition.drawing.model import Box, Point
from coalition.drawing.picture import text
from coalition.drawing.picture.pptx.connectors import bend
from coalition.drawing.picture.scene import Disc, Group, Item, Look, Path, Placed, Rect, Wire, Words
from coalition.drawing.picture.strokes import badge_point, simplified
from coalition.drawing.picture.wires import badge

EMU = 9525  # one pixel of 1/96 inch
# Our own font is on few machines; this one is on all that show slides, or has a twin of the same widths.
TYPEFACE = "Arial"
_TRUNK = 14.0  # where a reporting line hangs a column from its manager's card
_ARC = 90 * 60_000


def sites(box: Box) -> list[Point]:
    """Where connectors are glued to a card: the middles of its sides, and the trunk from which a column hangs.

    The layout docks other lines a third along a side; here they move to its middle, where every program that reads
    slides agrees on the direction in which a connector leaves.
    """
    middles = [(box.middle_x, box.y), (box.x, box.middle_y), (box.middle_x, box.bottom), (box.right, box.middle_y)]
    return [*middles, (box.x + _TRUNK, box.bottom)]


def site_of(box: Box, end: Point, *, chart: bool) -> int:
    """The site for a line that ends here: the nearest for reporting lines, else the middle of the side it touches."""
    if chart:
        points = sites(box)
        return min(range(len(points)), key=lambda n: (points[n][0] - end[0]) ** 2 + (points[n][1] - end[1]) ** 2)
    distances = (abs(end[1] - box.y), abs(end[0] - box.x), abs(end[1] - box.bottom), abs(end[0] - box.right))
    return distances.index(min(distances))


def docked(route: Sequence[Point], start: Point, end: Point) -> list[Point]:
    """The route with its ends moved to these points, its first and last pieces moved with them."""
    points = list(route)
    if len(points) == 2 and start[0] != end[0] and start[1] != end[1]:
        # A straight piece whose ends no longer face each other takes a step half way.
        if abs(points[1][0] - points[0][0]) > abs(points[1][1] - points[0][1]):
            half = (start[0] + end[0]) / 2
            return [start, (half, start[1]), (half, end[1]), end]
        half = (start[1] + end[1]) / 2
        return [start, (start[0], half), (end[0], half), end]
    return _moved(_moved(points, start)[::-1], end)[::-1]


def _moved(points: list[Point], to: Point) -> list[Point]:
    (x, y), (second_x, second_y) = points[0], points[1]
    if len(points) == 2:
        return [to, points[1]]
    across = abs(second_x - x) >= abs(second_y - y)
    return [to, (second_x, to[1]) if across else (to[0], second_y), *points[2:]]


class Writer:
    """Shapes of one slide. ``scale`` is the slide's size over the scene's."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._ids = count(100)
        self._cards: dict[str, tuple[int, Box]] = {}

    def tree(self, items: tuple[Item, ...]) -> Iterator[str]:
        """The shapes in the order they are painted."""
        self._number_cards(items)
        yield from self._items(items, 0.0, 0.0, self._scale)

    def _number_cards(self, items: tuple[Item, ...]) -> None:
        """Connectors lie under the cards and name their ids, so the ids are given first."""
        for item in items:
            if isinstance(item, Placed):
                self._number_cards(item.items)
            elif isinstance(item, Group) and item.key and isinstance(item.items[0], Rect):
                frame = item.items[0]
                self._cards[item.key] = (next(self._ids), Box(frame.x, frame.y, frame.w, frame.h))

    def _items(self, items: tuple[Item, ...], x: float, y: float, scale: float) -> Iterator[str]:
        for item in items:
            match item:
                case Placed():
                    yield from self._items(item.items, x + item.x * scale, y + item.y * scale, scale * item.scale)
                case Group():
                    yield self._group(item, x, y, scale)
                case Wire():
                    route = self._route(item)
                    yield self._connector(item, route, x, y, scale)
                    if item.badge is not None:
                        sign = Group(tuple(badge(item.kind, badge_point(route))), name=f"{item.kind} sign")
                        yield self._group(sign, x, y, scale)
                case Rect():
                    yield self._rect(item, x, y, scale)
                case Disc():
                    box = Box(item.x - item.r, item.y - item.r, 2 * item.r, 2 * item.r)
                    yield self._shape("Circle", _frame(box, x, y, scale), _preset("ellipse"), _look(item.look, scale))
                case Path():
                    yield self._path(item, x, y, scale)
                case Words():
                    yield self._words(item, x, y, scale)

    def _group(self, group: Group, x: float, y: float, scale: float) -> str:
        number = next(self._ids)
        inside = ""
        rest = group.items
        if group.key in self._cards:
            card_id, box = self._cards[group.key]
            look = _look(_rect(group.items[0]).look, scale)
            inside = self._shape("Card", _frame(box, x, y, scale), _card(box, 13.0), look, number=card_id)
            rest = group.items[1:]
        inside += "".join(self._items(rest, x, y, scale))
        around = _frame(_bounds(group.items), x, y, scale)
        said = quoteattr(text.printable(group.sentence)) if group.sentence else '""'
        child = around.replace("<a:off", "<a:chOff", 1).replace("<a:ext", "<a:chExt", 1)
        return (
            f"<p:grpSp><p:nvGrpSpPr><p:cNvPr id='{number}' name={_name(group.name or 'Group')} descr={said}/>"
            f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{around}{child}</a:xfrm></p:grpSpPr>{inside}</p:grpSp>"
        )

    def _sites(self, wire: Wire) -> tuple[int, int]:
        chart = wire.kind == "reports_to"
        (_, first), (_, last) = self._cards[wire.from_id], self._cards[wire.to_id]
        return site_of(first, wire.route[0], chart=chart), site_of(last, wire.route[-1], chart=chart)

    def _route(self, wire: Wire) -> list[Point]:
        """The wire's route between the places it is glued to."""
        leaves, enters = self._sites(wire)
        (_, first), (_, last) = self._cards[wire.from_id], self._cards[wire.to_id]
        return simplified(docked(wire.route, sites(first)[leaves], sites(last)[enters]))

    def _connector(self, wire: Wire, route: list[Point], x: float, y: float, scale: float) -> str:
        (first_id, _), (last_id, _), (leaves, enters) = (
            self._cards[wire.from_id],
            self._cards[wire.to_id],
            self._sites(wire),
        )
        shape = bend(route)
        frame = _frame(Box(shape.x, shape.y, shape.w, shape.h), x, y, scale)
        turned = "".join(
            f" {name}='{value}'"
            for name, value in (
                ("rot", shape.turn * 60_000),
                ("flipH", int(shape.flip_h)),
                ("flipV", int(shape.flip_v)),
            )
            if value
        )
        adjust = "".join(f"<a:gd name='adj{n}' fmla='val {value}'/>" for n, value in enumerate(shape.adjust, 1))
        geometry = f"<a:prstGeom prst='{shape.preset}'><a:avLst>{adjust}</a:avLst></a:prstGeom>"
        line = _line(wire.look, scale, arrow=wire.kind == "influences", dashed=wire.kind == "conflict")
        glue = f"<a:stCxn id='{first_id}' idx='{leaves}'/><a:endCxn id='{last_id}' idx='{enters}'/>"
        return (
            f"<p:cxnSp><p:nvCxnSpPr><p:cNvPr id='{next(self._ids)}' name={_name(wire.kind.replace('_', ' '))} "
            f"descr={quoteattr(text.printable(wire.sentence))}/><p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
            f"<p:spPr><a:xfrm{turned}>{frame}</a:xfrm>{geometry}<a:noFill/>{line}</p:spPr></p:cxnSp>"
        )

    def _rect(self, item: Rect, x: float, y: float, scale: float) -> str:
        box = Box(item.x, item.y, item.w, item.h)
        share = round(min(item.radius / max(min(item.w, item.h), 0.01), 0.5) * 100_000)
        geometry = _preset("roundRect", f"<a:gd name='adj' fmla='val {share}'/>") if share else _preset("rect")
        return self._shape("Box", _frame(box, x, y, scale), geometry, _look(item.look, scale))

    def _path(self, item: Path, x: float, y: float, scale: float) -> str:
        box = _bounds((item,))
        w, h = max(round(box.w * scale * EMU), 1), max(round(box.h * scale * EMU), 1)

        def point(px: float, py: float) -> str:
            return f"<a:pt x='{round((px - box.x) * scale * EMU)}' y='{round((py - box.y) * scale * EMU)}'/>"

        steps = []
        for letter, numbers in item.commands:
            points = "".join(point(numbers[n], numbers[n + 1]) for n in range(0, len(numbers), 2))
            tag = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo", "Z": "close"}[letter]
            steps.append(f"<a:{tag}>{points}</a:{tag}>")
        fill = "" if item.look.fill else " fill='none'"
        geometry = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l='0' t='0' r='r' b='b'/>"
            f"<a:pathLst><a:path w='{w}' h='{h}'{fill}>{''.join(steps)}</a:path></a:pathLst></a:custGeom>"
        )
        return self._shape("Drawing", _frame(box, x, y, scale), geometry, _look(item.look, scale))

    def _words(self, item: Words, x: float, y: float, scale: float) -> str:
        """A text box of the room that was kept, its line where the baseline was."""
        room = max(item.room, text.width(item.text, item.size, item.bold)) + 2
        left = item.x - {"start": 0.0, "middle": room / 2, "end": room}[item.anchor]
        # A line of Arial is 1.15 of its size high, and its baseline lies 0.905 below its top.
        box = Box(left, item.y - item.size * 0.905, room, item.size * 1.15)
        align = {"start": "l", "middle": "ctr", "end": "r"}[item.anchor]
        points = max(100, round(item.size * scale * 75))
        bold = " b='1'" if item.bold else ""
        font = f"<a:latin typeface='{TYPEFACE}'/><a:cs typeface='{TYPEFACE}'/>"
        body = (
            "<p:txBody><a:bodyPr wrap='none' lIns='0' tIns='0' rIns='0' bIns='0' anchor='t'><a:noAutofit/></a:bodyPr>"
            f"<a:p><a:pPr algn='{align}'/><a:r><a:rPr lang='en-GB' sz='{points}'{bold} dirty='0'>{_solid(item.colour)}"
            f"{font}</a:rPr><a:t>{escape(text.printable(item.text))}</a:t></a:r></a:p></p:txBody>"
        )
        look = "<a:noFill/><a:ln><a:noFill/></a:ln>"
        return self._shape("Text", _frame(box, x, y, scale), _preset("rect"), look, body=body)

    def _shape(self, name: str, frame: str, geometry: str, look: str, *, body: str = "", number: int = 0) -> str:
        kind = " txBox='1'" if body else ""
        return (
            f"<p:sp><p:nvSpPr><p:cNvPr id='{number or next(self._ids)}' name='{name}'/><p:cNvSpPr{kind}/><p:nvPr/>"
            f"</p:nvSpPr>"
            f"<p:spPr><a:xfrm>{frame}</a:xfrm>{geometry}{look}</p:spPr>{body}</p:sp>"
        )


def _card(box: Box, radius: float) -> str:
    """A rounded rectangle with our own places for glue; the preset has only the middles of the sides."""
    w, h, r = (round(length * EMU) for length in (box.w, box.h, radius))
    glue = "".join(
        f"<a:cxn ang='{_outward(box, (px, py))}'>"
        f"<a:pos x='{round((px - box.x) * EMU)}' y='{round((py - box.y) * EMU)}'/></a:cxn>"
        for px, py in sites(box)
    )
    arc = f"<a:arcTo wR='{r}' hR='{r}' stAng='{{}}' swAng='{_ARC}'/>"
    path = (
        f"<a:moveTo><a:pt x='0' y='{r}'/></a:moveTo>{arc.format(2 * _ARC)}"
        f"<a:lnTo><a:pt x='{w - r}' y='0'/></a:lnTo>{arc.format(3 * _ARC)}"
        f"<a:lnTo><a:pt x='{w}' y='{h - r}'/></a:lnTo>{arc.format(0)}"
        f"<a:lnTo><a:pt x='{r}' y='{h}'/></a:lnTo>{arc.format(_ARC)}<a:close/>"
    )
    return (
        f"<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst>{glue}</a:cxnLst><a:rect l='0' t='0' r='r' b='b'/>"
        f"<a:pathLst><a:path w='{w}' h='{h}'>{path}</a:path></a:pathLst></a:custGeom>"
    )


def _outward(box: Box, point: Point) -> int:
    """The direction in which a connector leaves a card here, in 1/60,000 degree clockwise from the right."""
    if point[0] == box.right:
        return 0
    if point[1] == box.bottom:
        return _ARC
    return 2 * _ARC if point[0] == box.x else 3 * _ARC


def _preset(name: str, adjust: str = "") -> str:
    return f"<a:prstGeom prst='{name}'><a:avLst>{adjust}</a:avLst></a:prstGeom>"


def _frame(box: Box, x: float, y: float, scale: float) -> str:
    left, top = round((x + box.x * scale) * EMU), round((y + box.y * scale) * EMU)
    w, h = round(box.w * scale * EMU), round(box.h * scale * EMU)
    return f"<a:off x='{left}' y='{top}'/><a:ext cx='{w}' cy='{h}'/>"


def _look(look: Look, scale: float) -> str:
    return (_solid(look.fill, look.opacity) if look.fill else "<a:noFill/>") + _line(look, scale)


def _line(look: Look, scale: float, *, arrow: bool = False, dashed: bool = False) -> str:
    if not look.stroke:
        return "<a:ln><a:noFill/></a:ln>"
    width = max(round(look.width * scale * EMU), 1)
    dash = "<a:prstDash val='dash'/>" if dashed else ""
    if look.dashes:
        dash = f"<a:prstDash val='{'sysDot' if look.dashes[0] == 0 else 'dash' if look.dashes[0] > 5 else 'sysDash'}'/>"
    head = "<a:tailEnd type='triangle' w='med' len='med'/>" if arrow else ""
    cap = " cap='rnd'" if look.round_caps else ""
    return f"<a:ln w='{width}'{cap}>{_solid(look.stroke, look.opacity)}{dash}<a:round/>{head}</a:ln>"


def _solid(colour: str, opacity: float = 1.0) -> str:
    alpha = f"<a:alpha val='{round(opacity * 100_000)}'/>" if opacity < 1 else ""
    return f"<a:solidFill><a:srgbClr val='{colour.lstrip('#')}'>{alpha}</a:srgbClr></a:solidFill>"


def _name(words: str) -> str:
    return quoteattr(text.printable(words)[:250])


def _rect(item: Item) -> Rect:
    if not isinstance(item, Rect):
        raise TypeError("the first shape of a card is its frame")
    return item


def _bounds(items: tuple[Item, ...]) -> Box:
    """The smallest box around shapes of one group."""
    boxes = [box for item in items for box in _boxes(item)]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


def _boxes(item: Item) -> Iterator[Box]:
    match item:
        case Rect():
            yield Box(item.x, item.y, item.w, item.h)
        case Disc():
            yield Box(item.x - item.r, item.y - item.r, 2 * item.r, 2 * item.r)
        case Words():
            left = item.x - {"start": 0.0, "middle": item.room / 2, "end": item.room}[item.anchor]
            yield Box(left, item.y - item.size * 0.905, item.room, item.size * 1.15)
        case Path():
            points = [(n[i], n[i + 1]) for _, n in item.commands for i in range(0, len(n), 2)]
            left, top = min(px for px, _ in points), min(py for _, py in points)
            yield Box(left, top, max(px for px, _ in points) - left, max(py for _, py in points) - top)
        case Group():
            yield _bounds(item.items)

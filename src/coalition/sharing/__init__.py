"""A map shown to somebody who has no account here: by a link that ends, or inside the page of a CRM."""

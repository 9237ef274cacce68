"""How sellers' past views compare with what people did next: held against it at night, and told with care."""

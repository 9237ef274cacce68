"""A sample company: a vendor's two years with sixty customers, made by seeded chance, with known stories in it.

``coalition.demo.load`` writes it into an empty database. Every record of it has the source and the keys given here.
"""

#: The source of every demo record.
SOURCE = "demo"
#: The deal ``coalition demo`` opens: seventeen people at Halden Freight.
flagship_external_id = "opp-0001"

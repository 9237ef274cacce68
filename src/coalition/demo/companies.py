"""The customers: invented companies, what they do, where, how big, and who belongs to whom."""

from __future__ import annotations

from dataclasses import dataclass

from coalition.demo.names import plain


@dataclass(frozen=True)
class Company:
    """One account. ``team`` is the sales team that works it, ``people`` how many contacts we have there."""

    name: str
    industry: str
    place: str
    employees: int
    people: int
    team: int
    parent: str = ""
    units: tuple[str, ...] = ()

    @property
    def domain(self) -> str:
        return f"{plain(self.name)}.example"

    @property
    def segment(self) -> str:
        return "Enterprise" if self.employees >= 5000 else "Mid-market" if self.employees >= 900 else "Commercial"


HALDEN = "Halden Freight"
KESTREL = "Kestrel Lane Advisory"

_ROWS = """
Halden Group|Logistics|oslo|18200|10|0||Freight, Terminals, Property
Halden Freight|Logistics|oslo|9400|27|0|Halden Group|Road, Network, Depots
Halden Terminals|Ports|goteborg|3100|13|0|Halden Group|Gothenburg, Aarhus
Vestmark Linjer|Shipping|aarhus|5200|17|0||Ferries, Cargo
Lindholt Foods|Food and drink|goteborg|6700|18|0||Dairy, Frozen
Brannmoor Rail|Rail|leeds|8800|19|0||Freight, Passenger
Oakhollow Stores|Retail|leeds|21500|20|0||Stores, Distribution
Tarnbeck Water|Utilities|leeds|4300|15|0||Supply, Wastewater
Corrabeg Dairies|Food and drink|cork|2600|13|0||Collection, Processing
Polderline Transport|Logistics|rotterdam|3900|16|0||Bulk, Groupage
Scheldewal Ports|Ports|antwerp|5600|17|0||Containers, Breakbulk
Fjellvann Nett|Energy|oslo|2900|14|0||Grid, Field service
Skarvik Seafoods|Food and drink|oslo|1700|11|0||Farming, Processing
Norrtimmer Board|Forestry|goteborg|7400|16|0||Mills, Forest
Ashgrove Parcel|Parcel|london|6100|17|0||Hubs, Last mile
Ashgrove Pharma Couriers|Parcel|london|800|9|0|Ashgrove Parcel|
Hexmoor Facilities|Services|london|11800|17|0||Sites, Fleet
Wadenzicht Waste|Waste|rotterdam|2200|12|0||Collection, Recycling
Ravenscar Ferries|Shipping|leeds|1900|14|0||
Eidsund Municipal Transit|Public transport|oslo|3400|14|0||Bus, Tram
Steinhalden Werke|Manufacturing|stuttgart|14600|20|1||Castings, Drives, Service
Steinhalden Antriebe|Manufacturing|brno|2700|12|1|Steinhalden Werke|
Rabenkamp Automotive|Automotive|stuttgart|19700|20|1||Chassis, Interiors
Elbmarsch Spedition|Logistics|hamburg|4100|16|1||Road, Air and sea
Nordwall Energienetze|Energy|hamburg|5300|16|1||Grid, Metering
Kaltwasser Chemie|Chemicals|hamburg|8700|17|1||Resins, Solvents
Seewies Pharma|Pharma|zurich|6200|16|1||Clinical, Commercial
Matterblick Instruments|Manufacturing|zurich|1500|14|1||
Donauring Logistik|Logistics|vienna|2800|14|1||
Montrivel Distribution|Retail|lyon|13200|18|1||Hypermarkets, Warehouses
Aubelac Transports|Logistics|lyon|4700|15|1||Messagerie, Frigo
Vercoeur Agro|Agriculture|lyon|3600|14|1||Grain, Inputs
Cerromar Alimentos|Food and drink|valencia|5100|15|1||Citrus, Preserves
Levantia Autobuses|Public transport|valencia|2300|12|1||Urban, Coaches
Torrealta Ceramica|Manufacturing|valencia|1900|12|1||
Douravela Portos|Ports|porto|2100|12|1||
Valdorso Ferrovie|Rail|turin|7700|17|1||Regional, Freight
Pietrafonda Acciai|Metals|turin|6900|16|1||Long products, Service centres
Bursztyn Logistyka|Logistics|gdansk|3300|14|1||Contract logistics, Customs
Wislana Energia|Energy|gdansk|6000|15|1||Generation, Grid
Moravske Sklo|Manufacturing|brno|1300|11|1||
Rheintor Baustoffe|Construction|stuttgart|5800|15|1||Cement, Transport
Larkspur Grocers|Retail|columbus|24800|19|2||Stores, Supply chain
Larkspur Fresh Logistics|Logistics|columbus|5400|14|2|Larkspur Grocers|
Tamarack Freightways|Logistics|chicago|12100|18|2||Truckload, Less than truckload
Prairie Junction Rail|Rail|chicago|7900|17|2||Operations, Mechanical
Bluestem Energy Cooperative|Energy|denver|3200|14|2||
High Juniper Mining|Mining|denver|4800|15|2||Copper, Aggregates
Granite Harbor Medical|Healthcare|boston|16700|18|2||Hospitals, Home care
Alder Creek Timber|Forestry|portland|2500|12|2||
Cascade Ridge Beverages|Food and drink|portland|3800|14|2||Bottling, Direct delivery
Maplewright Parcel|Parcel|toronto|6600|16|2||Hubs, Cross-border
Lakehead Grain Terminals|Agriculture|toronto|1600|11|2||
Kuronami Kaiun|Shipping|osaka|8300|16|2||Liner, Tanker
Naniwakita Densetsu|Construction|osaka|4400|14|2||
Straitsgate Port Services|Ports|singapore|5900|16|2||Terminals, Bunkering
Banksia Coast Transport|Public transport|melbourne|4600|15|2||Bus, Depot services
Wattlebrook Dairy|Food and drink|melbourne|2000|12|2||
Sahyanil Tyres|Manufacturing|pune|9800|16|2||Plants, Aftermarket
Kestrel Lane Advisory|Consulting|london|240|3|0||
"""


def _company(row: str) -> Company:
    name, industry, place, employees, people, team, parent, units = row.split("|")
    return Company(
        name,
        industry,
        place,
        int(employees),
        int(people),
        int(team),
        parent,
        tuple(unit.strip() for unit in units.split(",") if unit.strip()),
    )


COMPANIES: tuple[Company, ...] = tuple(_company(row) for row in _ROWS.strip().splitlines())

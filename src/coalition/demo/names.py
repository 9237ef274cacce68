"""Names of people by where they come from. Invented pairings; nobody is meant."""

from __future__ import annotations

import unicodedata

from coalition.demo.dice import Dice

_FIRST = {
    "nordic": "Ingrid Astrid Solveig Maja Linnea Freja Sigrid Karin Elin Tuva Lars Erik Henrik Magnus Anders Jonas Nils"
    " Kristian Oskar Mathias Sindre Torbjørn Åsa Mikkel Rasmus Søren",
    "english": "Emily Charlotte Harriet Joanna Rebecca Claire Hannah Amelia Fiona Gemma James Thomas"
    " Oliver Edward Simon"
    " Marcus Andrew Callum Duncan Peter Neil Graham Ruth Naomi",
    "irish": "Aoife Niamh Orla Sinéad Ciara Gráinne Roisin Declan Cormac Eoin Fergal Cathal Liam Brendan Tadhg Donal",
    "german": "Helena Katrin Sabine Johanna Friederike Ulrike Annika Miriam Heike Tobias Jonas Matthias Florian Stefan"
    " Andreas Moritz Lukas Sebastian Dirk Holger Jürgen Götz Renate",
    "dutch": "Femke Sanne Marloes Anouk Lotte Ilse Wietske Daan Joost Bram Maarten Ruben Sjoerd Pieter"
    " Wouter Thijs Jasper",
    "french": "Camille Élodie Margaux Aurélie Nathalie Sylvie Hélène Céline Mathilde Julien Antoine Baptiste Guillaume"
    " Thibault Laurent Étienne Olivier Rémi Yannick Benoît",
    "spanish": "Lucía Marta Inés Carmen Pilar Beatriz Rocío Noelia Alba Álvaro Javier Diego Sergio Iker Andrés Gonzalo"
    " Rafael Manuel Joaquín Rodrigo",
    "portuguese": "Inês Beatriz Catarina Mafalda Joana Leonor Tiago Duarte Gonçalo Nuno Rui Vasco Bernardo Henrique",
    "italian": "Sofia Giulia Chiara Federica Alessia Martina Paola Elisa Matteo Lorenzo Davide Riccardo Stefano Fabio"
    " Giacomo Alessandro Tommaso Nicola",
    "polish": "Anna Katarzyna Magdalena Agnieszka Zofia Joanna Aleksandra Ewa Piotr Tomasz Michał Krzysztof Paweł Jakub"
    " Wojciech Łukasz Grzegorz Marcin",
    "czech": "Tereza Kateřina Lenka Veronika Petra Zuzana Jana Jiří Tomáš Ondřej Martin Vojtěch Pavel"
    " Radek Štěpán Luboš",
    "turkish": "Elif Zeynep Ayşe Defne Selin Derya Emre Mehmet Kerem Burak Deniz Cem Onur Tolga",
    "indian": "Priya Ananya Kavita Meera Shreya Nandini Lakshmi Deepa Arjun Rohan Vikram Sanjay Karthik Aditya Nikhil"
    " Rajesh Suresh Harish Manish Pooja",
    "chinese": "Mei-Ling Xiu-Ying Hui-Min Jia-Yi Li-Wen Yan Xin-Yi Wei-Jie Jun-Hao Zhi-Qiang Kai-Wen"
    " Ming-Zhe Bo Jian-Hua",
    "japanese": "Yuki Haruka Aiko Naoko Emi Sakura Tomoko Kaori Haruto Kenji Daisuke Takashi Hiroshi Shinji Ryota Kazuo"
    " Satoshi Makoto Akira Junichi",
    "korean": "Ji-woo Seo-yeon Min-ji Hye-jin Soo-ah Dong-hyun Sung-min Joon-ho Tae-yang Hyun-woo",
    "west_african": "Adaeze Chidinma Ngozi Folake Ama Efua Daniel Emeka Tunde Kwame Kofi Obinna Babatunde Chinedu Yaw",
}

_LAST = {
    "nordic": "Solheim Lindqvist Bakken Haugen Nygård Sandvik Dahlberg Ekström Holmgren Söderlund Westergaard Kjeldsen"
    " Nørgaard Thorsen Fjeldstad Rönnqvist Bergstad Myhre Lauritzen Vestby Åkerlund Hedlund Skogen Brekke",
    "english": "Whitcombe Harding Ashdown Pemberton Thornley Bradwell Langford Hollis Marsden Kirkby Fairbank Winslow"
    " Prescott Dunmore Calloway Redfern Stanton Ellery Hathersage Lockwood Merriman Thackray Osgood Penrose",
    "irish": "O'Connor Brennan Gallagher Kinsella Delaney Fitzmaurice O'Dwyer Scanlon Tierney Mulcahy"
    " Heffernan Costigan",
    "german": "Brandt Weber Fischer Hofmann Krüger Vogelsang Reinhardt Seidel Lehnert Baumgart Dietrich"
    " Kessler Pohlmann"
    " Schönfeld Ziegler Hartwig Nowack Eberle Wiesner Rothacker Steinbach Mertens Lindner",
    "dutch": "van der Meer de Wit Hoekstra Bakker Vermeulen Kuipers van Leeuwen Dijkstra Verhoeven"
    " Smeets Terpstra Brouwer"
    " Wiersma Postma",
    "french": "Durand Lefèvre Moreau Fontaine Chevalier Garnier Rousselot Delacourt Marchand Perrault"
    " Bonnard Charpentier"
    " Vasseur Duvivier Lacombe Thibodeau Renaudin Aubert",
    "spanish": "Costa Martín Serrano Navarro Iglesias Vidal Herrero Cabrera Montero Salcedo Fuentes"
    " Aguilar Bermejo Ortuño"
    " Ferrer Llorente Quintana",
    "portuguese": "Almeida Carvalho Figueiredo Moreira Pacheco Teixeira Vasconcelos Barbosa Magalhães Sequeira Tavares",
    "italian": "Marchetti Bellini Ferraris Colombo Gallo Ricciardi Santoro Pellegrino Vitale Barbieri Moretti Caruso"
    " Zanetti Fabbri Sartori Grassi",
    "polish": "Kowalczyk Wiśniewska Zieliński Wójcik Kamińska Nowakowski Pawlak Sikora Dudek"
    " Maciejewski Szymańska Jabłoński"
    " Górska Sobczak",
    "czech": "Novotná Dvořák Procházka Horák Černý Veselá Kratochvíl Beneš Pokorná Hájek Vlček Šimek Kadlec",
    "turkish": "Yıldız Demir Aydın Kaya Arslan Öztürk Çelik Şahin Koç Erdem",
    "indian": "Raghunathan Iyer Deshpande Kulkarni Menon Bhattacharya Chaudhari Nair Joshi Rangan Sethi"
    " Venkatesan Malhotra"
    " Banerjee Pillai Kamath Subramanian",
    "chinese": "Zhou Tan Lim Chen Wong Liang Goh Huang Xu Teo Fang Luo Shen",
    "japanese": "Tanaka Nakamura Fujimoto Hayashi Kobayashi Ishikawa Morita Ogawa Shimizu Watanabe"
    " Yamashita Kuroda Sakamoto"
    " Okada Matsuda",
    "korean": "Park Choi Jung Kang Yoon Lim Han Shin Kwon",
    "west_african": "Adeyemi Okafor Mensah Boateng Eze Nwosu Asante Balogun Owusu Adebayo Uche",
}

_JOINED = {"van der Meer": "van_der_Meer", "de Wit": "de_Wit", "van Leeuwen": "van_Leeuwen"}


def _words(text: str) -> list[str]:
    for name, joined in _JOINED.items():
        text = text.replace(name, joined)
    return [word.replace("_", " ") for word in text.split()]


FIRST_NAMES = {culture: _words(text) for culture, text in _FIRST.items()}
LAST_NAMES = {culture: _words(text) for culture, text in _LAST.items()}

# Letters that Unicode does not decompose.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "å": "a", "ł": "l", "ß": "ss", "ı": "i", "đ": "d", "ü": "ue", "ö": "oe"})


def plain(text: str) -> str:
    """As it would stand in a mail address: lower case, letters a to z, hyphens."""
    spelled = text.lower().translate(_LETTERS)
    bare = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return "".join(letter for letter in bare if letter.isalnum() or letter == "-")


class NameBook:
    """Hands out names, none of them twice."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = set(taken)

    def draw(self, dice: Dice, cultures: dict[str, float]) -> tuple[str, str]:
        """A first and a last name. Now and then the two come from different places, as in life."""
        keys, weights = list(cultures), list(cultures.values())
        while True:
            culture = dice.weighted(keys, weights)
            first = dice.pick(FIRST_NAMES[culture])
            last = dice.pick(LAST_NAMES[dice.weighted(keys, weights) if dice.happens(0.08) else culture])
            if f"{first} {last}" not in self._taken:
                self._taken.add(f"{first} {last}")
                return first, last


def address(first: str, last: str, domain: str) -> str:
    return f"{plain(first)}.{plain(last)}@{domain}"

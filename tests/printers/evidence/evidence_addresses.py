"""Fifty addresses, the same on every machine: sixteen ways of writing, from one word a line to as many as fit."""

import random
from dataclasses import dataclass

from core.address import Address

_SEED = 20261122
COUNT = 50


@dataclass(frozen=True, slots=True)
class Script:
    """Words of one way of writing.

    Attributes:
        name: For messages of tests.
        people: Parts of names.
        streets: Words of street and company lines.
        cities: Names of places.
        postal: A postal code of the country with ``0`` for any digit.
        country: Alpha-2 code.
        region: State or province.
    """

    name: str
    people: str
    streets: str
    cities: str
    postal: str
    country: str
    region: str = ""


SCRIPTS = (
    Script(
        "American",
        "Ana Wu O'Neil Smith-Jones Delacroix",
        "Main St. Apt #4B North 77 Ocean Drive P.O. Suite",
        "Reno Boise",
        "00000-0000",
        "US",
        "NV",
    ),
    Script(
        "French",
        "Anaïs Cœur Lefèvre-Garçon Noël",
        "rue de l'Église bâtiment « Ÿ » 27 bis à Œuvre étage",
        "Saint-Étienne Nîmes",
        "00000",
        "FR",
    ),
    Script(
        "Canadian",
        "Étienne Geneviève Tremblay-Côté",
        "boul. Charest Ouest 4575, bureau n° 210 Érablière",
        "Montréal Trois-Rivières",
        "H0X 0Y0",
        "CA",
        "QC",
    ),
    Script(
        "German",
        "Jürgen Weiß Köhler-Brandtstätter",
        "Straße Nord-West Gebäude 17 Präzisionsmesswerkzeuge GmbH & Co.",
        "Köln Süßen",
        "00000",
        "DE",
    ),
    Script(
        "Iberian",
        "Íñigo Muñoz João Conceição",
        "Calle Ñandú 3º izquierda Praça ¿qué? Güell nº 8",
        "Coruña Málaga",
        "00000",
        "ES",
    ),
    Script(
        "Icelandic", "Þórður Ægir Guðmundsdóttir", "Laugavegur 5 Øster Ålesundgata ½", "Reykjavík Höfn", "000", "IS"
    ),
    Script(
        "Polish",
        "Łukasz Żółć Wiśniewska",
        "ulica Źródlana 14/7 Spółka Długa Świętokrzyska",
        "Łódź Kraków",
        "00-000",
        "PL",
    ),
    Script("Turkish", "Şahin İnönü Çağlayan Iğdır", "Gülbahçe Sokağı 3 Kat Daire", "Eskişehir İzmir", "00000", "TR"),
    Script("Vietnamese", "Nguyễn Trần Phượng", "Đường Lê Lợi số 12 Quận Hoàn Kiếm", "Huế Đà-Nẵng", "000000", "VN"),
    Script("Greek", "Γιώργος Παπαδόπουλος Άννα", "Οδός Ερμού 25 Όροφος", "Αθήνα Ξάνθη", "000 00", "GR"),
    Script("Cyrillic", "Анна Щербакова Їжак", "улица Ёлочная 7 корпус офис ООО", "Москва Київ", "000000", "UA"),
    Script("Hebrew", "שרה כהן לוי", "רחוב הרצל דירה 12 קומה", "חיפה אילת", "0000000", "IL"),
    Script("Arabic", "محمد فاطمة الزهراء", "شارع النخيل 25 الطابق مكتب", "القاهرة أسوان", "00000", "EG"),
    Script("Thai", "สมชาย ใจดี", "ถนนสุขุมวิท ซอย 11 อาคาร ชั้น", "กรุงเทพ ภูเก็ต", "00000", "TH"),
    Script(
        "Japanese",
        "山田 太郎 ひなた",
        "株式会社さくら商店 千代田区丸の内1-9-2 グラントウキョウ 東京都",
        "大阪市 京都市",
        "000-0000",
        "JP",
    ),
    Script("Korean", "김민준 이서연", "서울특별시 강남구 테헤란로 152 주식회사", "부산 대구", "00000", "KR"),
)

# Most words of name, company and each street line; how many street lines.
_LENGTHS = ((1, 0, 1, 1), (2, 2, 3, 1), (2, 3, 4, 2), (3, 5, 5, 3), (4, 8, 7, 3))


def addresses() -> list[tuple[str, Address]]:
    """Name and address; scripts and lengths take turns, so that all of their pairs come up in eighty."""
    dice = random.Random(_SEED)
    found = []
    for n in range(COUNT):
        script, length = SCRIPTS[n % len(SCRIPTS)], n % len(_LENGTHS)
        found.append((f"{n}-{script.name}-{length}", _address(dice, script, *_LENGTHS[length])))
    return found


def _address(dice: random.Random, script: Script, people: int, company: int, words: int, lines: int) -> Address:
    streets = [_words(dice, script.streets, words) for _ in range(lines)] + ["", ""]
    return Address(
        name=_words(dice, script.people, people),
        company=_words(dice, script.streets, company),
        line1=streets[0],
        line2=streets[1],
        line3=streets[2],
        city=dice.choice(script.cities.split()),
        region=script.region,
        postal="".join(str(dice.randint(1, 9)) if sign == "0" else sign for sign in script.postal),
        country=script.country,
    )


def _words(dice: random.Random, pool: str, count: int) -> str:
    return " ".join(dice.choice(pool.split()) for _ in range(count))

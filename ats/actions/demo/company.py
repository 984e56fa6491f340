"""Tidewell itself: departments, places, calendars, colleagues. The password of all is in the README."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from ats.actions.demo import fields
from ats.kernel.access import Role, RoleAssignment, Scope
from ats.kernel.models import Calendar
from ats.models import Department, Location, Region, User

PASSWORD = "waymark-demo"
DEPARTMENTS = ["Engineering", "Product and design", "Operations", "Sales", "Finance", "People"]


@dataclass(frozen=True)
class Colleague:
    key: str
    first_name: str
    last_name: str
    title: str
    department: str
    role: str
    time_zone: str = "Europe/Lisbon"
    manager: str = ""


COLLEAGUES = [
    Colleague("executive", "Elena", "Marsh", "Chief people officer", "People", "executive"),
    Colleague("admin", "Anna", "Ruiz", "People systems", "People", "admin", manager="executive"),
    Colleague("recruiter", "Maya", "Lindqvist", "Senior recruiter", "People", "recruiter", manager="executive"),
    Colleague("recruiter2", "Jonas", "Petersen", "Recruiter", "People", "recruiter", "Europe/Copenhagen", "executive"),
    Colleague("coordinator", "Bilal", "Qureshi", "Recruiting coordinator", "People", "coordinator"),
    Colleague("sourcer", "Pooja", "Shah", "Sourcer", "People", "sourcer"),
    Colleague("manager", "Rebecca", "Osei", "Engineering manager", "Engineering", "manager", manager="executive"),
    Colleague("manager2", "Jon", "Pryce", "Head of product", "Product and design", "manager", manager="executive"),
    Colleague("interviewer", "Tom", "Adeyemi", "Principal engineer", "Engineering", "interviewer", manager="manager"),
    Colleague("hrbp", "Sara", "Whitlock", "HR business partner", "People", "hrbp", manager="executive"),
    Colleague("finance", "Miguel", "Duarte", "Finance business partner", "Finance", "finance", manager="executive"),
    Colleague("comms", "Noor", "Haddad", "Candidate communication", "People", "comms"),
    Colleague("legal", "Klara", "Vogt", "Counsel, employment", "People", "legal", "Europe/Berlin"),
    Colleague("dei", "Thandi", "Mokoena", "Diversity officer", "People", "dei"),
    Colleague("support", "Oliver", "Brandt", "People service desk", "People", "support", "Europe/Berlin"),
    Colleague("unitadmin", "Mateus", "Rocha", "Operations excellence", "Operations", "unitadmin"),
]
STAFF_ROLES = {"admin", "comms", "legal", "unitadmin"}  # they hold admin.view, so they may open Django admin

# name, city, country, time zone, calendar, remote
PLACES = [
    ("Lisbon", "Lisbon", "PT", "Europe/Lisbon", "default", False),
    ("Aarhus", "Aarhus", "DK", "Europe/Copenhagen", "aarhus", False),
    ("Berlin", "Berlin", "DE", "Europe/Berlin", "berlin", False),
    ("Remote in the EU", "", "", "Europe/Lisbon", "default", True),
    ("Boston", "Boston", "US", "America/New_York", "boston", False),
]
CALENDARS = [
    ("aarhus", "Aarhus", "Europe/Copenhagen", "DK", ""),
    ("berlin", "Berlin", "Europe/Berlin", "DE", "BE"),
    ("boston", "Boston", "America/New_York", "US", "MA"),
]
REGIONS = {"eu": "European Union", "us": "United States"}


def found(at: datetime) -> dict[str, User]:
    """Write the company; its people by the names of their accounts."""
    departments = {name: Department.objects.get_or_create(name=name)[0] for name in DEPARTMENTS}
    _places()
    fields.define()
    people: dict[str, User] = {}
    password = make_password(PASSWORD)  # slow by design; one hash does for sixteen accounts with one public password
    for colleague in COLLEAGUES:
        people[colleague.key] = _join(colleague, departments, people, password, at)
    return people


def _places() -> None:
    for key, name, zone, country, subdivision in CALENDARS:
        facts = {
            "name": f"Weekdays nine to six, {name}",
            "time_zone": zone,
            "holiday_country": country,
            "holiday_subdivision": subdivision,
        }
        Calendar.objects.get_or_create(key=key, defaults=facts)
    regions = {key: Region.objects.get_or_create(key=key, defaults={"name": name})[0] for key, name in REGIONS.items()}
    for name, city, country, zone, calendar, is_remote in PLACES:
        Location.objects.get_or_create(
            name=name,
            defaults={
                "city": city,
                "country": country,
                "time_zone": zone,
                "calendar": Calendar.objects.filter(key=calendar).first(),
                "region": regions["us" if country == "US" else "eu"],
                "is_remote": is_remote,
            },
        )


def _join(
    colleague: Colleague, departments: dict[str, Department], people: dict[str, User], password: str, at: datetime
) -> User:
    user = User.objects.create(
        email=f"{colleague.key}@waymark.example",
        password=password,
        first_name=colleague.first_name,
        last_name=colleague.last_name,
        title=colleague.title,
        time_zone=colleague.time_zone,
        department=departments[colleague.department],
        manager=people.get(colleague.manager),
        is_staff=colleague.role in STAFF_ROLES,
        created_at=at,
    )
    role = Role.objects.get(key=colleague.role)
    unit = departments[colleague.department].pk if role.default_scope == Scope.DEPARTMENT else None
    RoleAssignment.objects.create(user=user, role=role, scope=role.default_scope, unit_id=unit)
    return user

"""Which column is which, whatever it is called: the headers of common exports, in three languages.

LABELS are what a person is made of. PARTS are what some exports cut one of those into: a name
into given and family name, a unit into department and team.
"""

import re
from collections.abc import Sequence
from unicodedata import combining, normalize

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, Promise] = {
    "number": _("number"),
    "name": _("name"),
    "email": _("e-mail"),
    "unit": _("unit"),
    "manager": _("manager"),
    "title": _("what they do"),
    "site": _("site"),
    "started_on": _("started"),
    "language": _("language"),
    "leaves_on": _("last day"),
    "also": _("also in the units"),
    "matrix": _("also reports to"),
    "interim": _("who stands in for the manager"),
    "interim_from": _("stands in from"),
    "interim_until": _("stands in until"),
}
PARTS: dict[str, Promise] = {
    "first_name": _("given name"),
    "last_name": _("family name"),
    "last_name_2": _("second family name"),
    "division": _("division, above the department"),
    "department": _("department"),
    "team": _("team, below the department"),
}
MEANINGS = LABELS | PARTS
DAYS = frozenset({"started_on", "leaves_on", "interim_from", "interim_until"})
PEOPLE = frozenset({"manager", "matrix", "interim"})
OF_NAME = ("first_name", "last_name", "last_name_2")
OF_UNIT = ("division", "department", "team")

SYNONYMS = {
    "number": (
        "id number no nr staffnumber staffno staffid employeeid employeenumber employeeno "
        "employeecode personnelnumber personnelno workerid personid payrollid payrollnumber "
        "badgenumber userid "
        "personalnummer personalnr persnr pnr mitarbeiternummer mitarbeiternr mitarbeiterid "
        "numero numeroempleado numerodeempleado nempleado noempleado codigoempleado "
        "codigodeempleado idempleado iddeempleado matricula legajo identificador"
    ),
    "name": (
        "name fullname employee employeename person displayname worker workername "
        "preferredname mitarbeiter mitarbeitername mitarbeiterin vollername vollstandigername "
        "nombre nombrecompleto empleado nombreyapellidos apellidosynombre trabajador"
    ),
    "first_name": (
        "firstname givenname forename legalfirstname preferredfirstname vorname rufname "
        "nombredepila primernombre"
    ),
    "last_name": (
        "lastname surname familyname legallastname nachname familienname zuname "
        "apellido apellidos primerapellido"
    ),
    "last_name_2": "secondlastname secondsurname segundoapellido",
    "email": (
        "email mail emailaddress workemail businessemail companyemail officeemail "
        "primaryworkemail emailwork emailprimarywork businessemailaddress emailadresse mailadresse "
        "dienstlicheemail geschaftlicheemail emailgeschaftlich emailarbeit firmenemail "
        "correo correoelectronico emailcorporativo emaildeempresa correocorporativo "
        "correodeempresa emaillaboral correolaboral"
    ),
    "unit": (
        "unit path unitpath orgunit organisationunit organizationunit organisationalunit "
        "organizationalunit organization supervisoryorganization group einheit "
        "organisationseinheit orgeinheit unidad unidadorganizativa"
    ),
    "division": (
        "division businessunit geschaftsbereich geschaftseinheit sparte unidaddenegocio direccion"
    ),
    "department": "department dept departmentname abteilung bereich departamento area seccion",
    "team": "team teamname subteam subdepartment gruppe teamgruppe equipo grupo",
    "manager": (
        "manager managerid manageremail managername managernumber managersemail "
        "workersmanager reportsto "
        "reportstoemail reportingto supervisor supervisorid supervisorname supervisoremail lead "
        "teamlead boss linemanager directmanager managerworkeremployeeid linemanageremail "
        "vorgesetzter vorgesetzte vorgesetzteemail vorgesetzteremail "
        "vorgesetztervorgesetzte fuhrungskraft fuhrungskraftemail personalnummervorgesetzter "
        "direktervorgesetzter teamleiter teamleitung "
        "responsable responsabledirecto jefe jefedirecto superior supervisoradirecto reportaa "
        "emaildelresponsable correodelresponsable gerente"
    ),
    "title": (
        "title jobtitle job position positiontitle businesstitle jobname function whattheydo "
        "role stelle stellenbezeichnung stellentitel tatigkeit funktion beruf positionsbezeichnung "
        "berufsbezeichnung puesto puestodetrabajo cargo titulodelpuesto posicion funcion ocupacion"
    ),
    "site": (
        "site location place workplace city office officelocation worklocation locationname "
        "standort buro arbeitsort niederlassung werk betriebsstatte ort dienstort "
        "centro centrodetrabajo sede ubicacion oficina lugardetrabajo localidad ciudad"
    ),
    "started_on": (
        "started startedon start startdate hired hiredate hiredon joined joiningdate joindate "
        "dateofjoining dateofhire entrydate employmentstartdate originalhiredate firstday "
        "eintritt eintrittsdatum eintrittam eintrittsdatumunternehmen startdatum beginn "
        "beschaftigungsbeginn einstellungsdatum vertragsbeginn "
        "fechadealta fechaalta alta fechadeinicio fechainicio fechadeingreso fechaingreso "
        "fechadecontratacion fechadeincorporacion antiguedad fechaantiguedad"
    ),
    "language": (
        "language lang locale preferredlanguage languagepreference sprache "
        "bevorzugtesprache korrespondenzsprache idioma lengua idiomapreferido"
    ),
    "leaves_on": (
        "leaves leaveson lastday lastworkingday lastdayofwork terminationdate leavingdate exitdate "
        "austritt austrittsdatum austrittam letzterarbeitstag letztertag "
        "fechadebaja fechabaja baja ultimodia ultimodialaborable fechadesalida"
    ),
    "also": (
        "also alsoin alsointheunits secondunit secondaryunit otherunits additionalunits "
        "zweiteeinheit weitereeinheiten zweiteabteilung otrasunidades segundaunidad"
    ),
    "matrix": (
        "matrix alsoreportsto matrixmanager dottedlinemanager secondmanager secondarymanager "
        "fachlichervorgesetzter fachlichevorgesetzte matrixvorgesetzter "
        "responsablefuncional jefefuncional"
    ),
    "interim": (
        "interim interimmanager actingmanager standin standinmanager whostandsinforthemanager "
        "stellvertretung vertretung vertreter kommissarischeleitung "
        "responsableinterino sustituto suplente"
    ),
    "interim_from": "interimfrom standsinfrom actingfrom vertretungab vertretungvon interinodesde",
    "interim_until": "interimuntil standsinuntil actinguntil vertretungbis interinohasta",
}
# Taken only where no better column means the same.
SECOND_BEST = {
    "department": "costcenter costcentre costcentername kostenstelle kostenstellenname "
    "centrodecoste centrodecostes centrodecosto ceco company legalentity",
    "email": "homeemail privateemail personalemail privatemail privateemailadresse emailprivat "
    "emailpersonal correopersonal",
}


def _by_word(synonyms: dict[str, str]) -> dict[str, str]:
    return {word: column for column, words in synonyms.items() for word in words.split()}


_COLUMN_OF, _SECOND = _by_word(SYNONYMS), _by_word(SECOND_BEST)


def column_of(header: str) -> str | None:
    """Return the column that a header means: 'E-Mail' is 'email', 'Salary' is None."""
    return _COLUMN_OF.get(_bare(header))


def guess(headers: Sequence[str]) -> list[str | None]:
    """Return what each header of a list of people probably means, seen beside the others."""
    found = [column_of(header) for header in headers]
    has = set(found)
    if "name" in has and len(has & {"first_name", "last_name"}) == 1:  # 'Name' beside 'Vorname'
        other = "last_name" if "first_name" in has else "first_name"
        found = [other if column == "name" else column for column in found]
    for place, header in enumerate(headers):
        second = _SECOND.get(_bare(header))
        alike = {"unit", *OF_UNIT} if second == "department" else {second}
        if second and not alike & set(found):
            found[place] = second
    return found


def _bare(header: str) -> str:
    """Return the letters alone, small and without accents or what stands in brackets."""
    plain = normalize(
        "NFKD", re.sub(r"[(\[].*?[)\]]", "", header.replace("#", "number")).casefold()
    )
    return re.sub(r"[^a-z]", "", "".join(sign for sign in plain if not combining(sign)))

// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/listing.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::store {
namespace {

using base::_m;
using enum ColumnKind;

ListRow read_row(SQLite::Statement& query, const ListKind& kind) {
    ListRow row;
    for (std::size_t i = 0; i < kind.columns.size(); ++i) {
        const auto column = query.getColumn(static_cast<int>(i));
        if (column.isNull())
            row.emplace_back();
        else if (column.isInteger())
            row.emplace_back(column.getInt64());
        else
            row.emplace_back(column.getString());
    }
    return row;
}

} // namespace

const std::vector<ListKind>& list_kinds() {
    static const std::vector<ListKind> k_kinds = {
        {"associations",
         "association",
         _m("associations"),
         {{"id", _m("no."), id},
          {"name", _m("name")},
          {"municipality", _m("municipality")},
          {"municipality_name", _m("place")},
          {"register_court", _m("court")},
          {"register_number", _m("register no."), text},
          {"field", _m("field")},
          {"kind", _m("kind")},
          {"status", _m("status")},
          {"seat", _m("seat as registered")},
          {"municipality_basis", _m("basis of the place")},
          {"source", _m("source")},
          {"external_id", _m("number in the source")},
          {"source_date", _m("as of"), day},
          {"recorded_on", _m("recorded on"), day},
          {"former_court", _m("former court")},
          {"email", _m("e-mail")},
          {"street", _m("street")},
          {"postcode", _m("postcode")},
          {"phone", _m("phone")},
          {"website", _m("website")}},
         R"(SELECT a.id, a.name, a.municipality, m.name, a.register_court, a.register_number, a.field, a.kind, a.status,
                   a.seat, a.municipality_basis, a.source, a.external_id, a.source_date, a.recorded_on, a.former_court,
                   a.email, a.street, a.postcode, a.phone, a.website
            FROM association a LEFT JOIN municipality m ON m.ags = a.municipality ORDER BY a.name_key, a.id)"},
        {"municipalities",
         "municipality",
         _m("municipalities"),
         {{"ags", _m("key")},
          {"name", _m("name")},
          {"kind", _m("kind")},
          {"district", _m("district")},
          {"inhabitants", _m("inhabitants"), number},
          {"valid_from", _m("valid from"), day},
          {"valid_to", _m("valid to"), day},
          {"successor", _m("successor")}},
         R"(SELECT m.ags, m.name, m.kind, d.title, m.inhabitants, m.valid_from, m.valid_to,
                   (SELECT c.new_ags FROM municipality_change c WHERE c.old_ags = m.ags AND c.new_ags <> m.ags)
            FROM municipality m LEFT JOIN district d ON d.key = m.district ORDER BY m.ags)"},
        {"topics",
         "topic",
         _m("topics"),
         {{"key", _m("key")},
          {"name", _m("name")},
          {"kind", _m("kind")},
          {"field", _m("field")},
          {"typical_minutes", _m("usual minutes"), number},
          {"ue_evidence", _m("minutes are")}},
         "SELECT key, name, kind, field, typical_minutes, ue_evidence FROM topic ORDER BY kind, key"},
        {"fields",
         "field",
         _m("fields of engagement"),
         {{"key", _m("key")},
          {"number", _m("no."), number},
          {"name_de", _m("German name")},
          {"name_en", _m("English name")}},
         "SELECT key, number, name_de, name_en FROM engagement_field ORDER BY number"},
        {"courts",
         "court",
         _m("courts"),
         {{"code", _m("code")},
          {"name", _m("name")},
          {"registers", _m("keeps a register"), yes_no},
          {"register_court", _m("register court")}},
         "SELECT code, name, registers, register_court FROM court ORDER BY code"},
        {"holidays",
         "holiday",
         _m("holidays"),
         {{"first_day", _m("first day"), day},
          {"last_day", _m("last day"), day},
          {"name", _m("name")},
          {"kind", _m("kind")}},
         R"(SELECT day, day, name, 'public' FROM public_holiday
            UNION ALL SELECT first_day, last_day, name, 'school' FROM school_holiday ORDER BY 1)"},
        {"contact-points",
         "contact-point",
         _m("known contact points"),
         {{"number", _m("no."), number},
          {"name", _m("name")},
          {"carrier", _m("carrier")},
          {"municipality", _m("municipality")},
          {"area", _m("area")},
          {"role", _m("role")},
          {"verified", _m("role proven"), yes_no},
          {"as_of", _m("as of")},
          {"source", _m("source")}},
         R"(SELECT number, name, carrier, municipality, area, role, verified, as_of, source
            FROM known_contact_point ORDER BY number)"},
        {"rounds",
         "round",
         _m("survey rounds"),
         {{"id", _m("no."), id},
          {"half_year", _m("half-year")},
          {"opened_on", _m("opened on"), day},
          {"closes_on", _m("closes on"), day},
          {"invited", _m("invited"), number},
          {"responses", _m("responses"), number}},
         R"(SELECT r.id, r.half_year, r.opened_on, r.closes_on, r.invited,
                   (SELECT count(*) FROM response p WHERE p.round = r.id)
            FROM survey_round r ORDER BY r.half_year)"},
        {"courses",
         "course",
         _m("courses"),
         {{"id", _m("no."), id},
          {"reference", _m("reference")},
          {"title", _m("title")},
          {"half_year", _m("half-year")},
          {"topic", _m("topic")},
          {"venue", _m("venue")},
          {"municipality", _m("municipality")},
          {"first_day", _m("first day"), day},
          {"sessions", _m("sessions"), number},
          {"minutes", _m("minutes"), number},
          {"capacity", _m("places"), number},
          {"minimum", _m("minimum"), number},
          {"costs", _m("costs"), cents},
          {"participant_fees", _m("participants' fees"), cents},
          {"partner", _m("partner")},
          {"registered_on", _m("registered on"), day}},
         R"(SELECT c.id, c.reference, c.title, c.half_year, c.topic, v.name, v.municipality,
                   (SELECT min(s.day) FROM course_session s WHERE s.course = c.id),
                   (SELECT count(*) FROM course_session s WHERE s.course = c.id),
                   (SELECT sum(s.minutes) FROM course_session s WHERE s.course = c.id), c.capacity, c.minimum,
                   c.fee_cents + c.material_cents + c.other_cents, c.participant_fees_cents, c.partner, c.registered_on
            FROM course c LEFT JOIN venue v ON v.id = c.venue ORDER BY c.half_year, c.id)"},
        {"programmes",
         "programme",
         _m("programmes"),
         {{"id", _m("no."), id},
          {"half_year", _m("half-year")},
          {"proposed_on", _m("proposed on"), day},
          {"adopted_on", _m("adopted on"), day},
          {"status", _m("proof")},
          {"courses", _m("courses"), number},
          {"persons", _m("persons"), number},
          {"budget", _m("budget"), cents},
          {"rules", _m("rules")}},
         R"(SELECT p.id, p.half_year, p.proposed_on, p.adopted_on, p.status,
                   (SELECT count(*) FROM programme_course c WHERE c.programme = p.id),
                   (SELECT ifnull(sum(s.persons), 0) FROM programme_seat s WHERE s.programme = p.id), p.budget_cents,
                   p.rules_key
            FROM programme p ORDER BY p.half_year, p.id)"},
        {"measures",
         "measure",
         _m("measures"),
         {{"id", _m("no."), id},
          {"reference", _m("reference")},
          {"title", _m("title")},
          {"half_year", _m("half-year")},
          {"first_day", _m("first day"), day},
          {"planned_participants", _m("planned participants"), number},
          {"state", _m("state")},
          {"programme", _m("programme"), id}},
         R"(SELECT m.id, c.reference, c.title, c.half_year,
                   (SELECT min(s.day) FROM course_session s WHERE s.course = c.id), m.planned_participants, m.state,
                   m.programme
            FROM measure m JOIN course c ON c.id = m.course ORDER BY c.half_year, m.id)"},
        {"applications",
         "application",
         _m("applications"),
         {{"id", _m("no."), id},
          {"half_year", _m("half-year")},
          {"kind", _m("kind")},
          {"state", _m("state")},
          {"made_on", _m("made on"), day},
          {"measures", _m("measures"), number},
          {"rules", _m("rules")},
          {"content_hash", _m("content hash")}},
         R"(SELECT a.id, a.half_year, a.kind, a.state, a.made_on,
                   (SELECT count(*) FROM application_measure m WHERE m.application = a.id),
                   s.key || ' ' || s.version, a.content_hash
            FROM application a JOIN rule_set s ON s.hash = a.rule_set ORDER BY a.half_year, a.id)"},
    };
    return k_kinds;
}

const ListKind* find_kind(std::string_view name) {
    for (const auto& kind : list_kinds())
        if (kind.name == name || kind.one == name)
            return &kind;
    return nullptr;
}

std::vector<ListRow> list_rows(const Store& store, const ListKind& kind) {
    SQLite::Statement query{store.db(), kind.statement};
    std::vector<ListRow> rows;
    while (query.executeStep())
        rows.push_back(read_row(query, kind));
    return rows;
}

std::optional<ListRow> show_row(const Store& store, const ListKind& kind, std::string_view key) {
    const bool by_id = kind.columns.front().kind == id;
    const auto wanted = by_id ? store.origin().parse_id(key) : base::Result<std::int64_t>{0};
    if (!wanted)
        throw base::Error{base::ExitStatus::usage, wanted.problem().rule, wanted.problem().message};
    SQLite::Statement query{store.db(), kind.statement};
    while (query.executeStep()) {
        const auto first = query.getColumn(0);
        if (by_id ? first.getInt64() == *wanted : first.getString() == key)
            return read_row(query, kind);
    }
    return std::nullopt;
}

} // namespace ehrenamt::store

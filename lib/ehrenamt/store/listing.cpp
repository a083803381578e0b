// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/listing.hpp"

#include "ehrenamt/base/text.hpp"

#include <algorithm>

namespace ehrenamt::store {
namespace {

using base::_m;
using enum ColumnKind;

constexpr bool brief = true; // NOLINT(readability-identifier-naming): a word of the tables below

ListKind associations() {
    return {"associations",
            "association",
            _m("associations"),
            {{"id", _m("no."), "a.id", id, brief},
             {"name", _m("name"), "a.name", text, brief, KeyOf::nothing, {}, "a.name_key"},
             {"municipality", _m("municipality"), "a.municipality", key, false, KeyOf::municipality},
             {"municipality_name", _m("place"), "m.name", text, brief},
             {"register_court", _m("court"), "a.register_court", key, false, KeyOf::court},
             {"register_number", _m("register no."), "a.register_number", key, brief},
             {"field", _m("field"), "a.field", key, brief, KeyOf::field},
             {"kind",
              _m("kind"),
              "a.kind",
              key,
              false,
              KeyOf::nothing,
              {"registered_association", "initiative", "fire_brigade", "carrier", "other"}},
             {"status", _m("status"), "a.status", key, false, KeyOf::nothing, {"active", "deleted"}},
             {"seat", _m("seat as registered"), "a.seat"},
             {"municipality_basis", _m("basis of the place"), "a.municipality_basis"},
             {"source", _m("source"), "a.source"},
             {"external_id", _m("number in the source"), "a.external_id", key},
             {"source_date", _m("as of"), "a.source_date", day},
             {"recorded_on", _m("recorded on"), "a.recorded_on", day},
             {"former_court", _m("former court"), "a.former_court", key, false, KeyOf::court},
             {"email", _m("e-mail"), "a.email"},
             {"street", _m("street"), "a.street"},
             {"postcode", _m("postcode"), "a.postcode", key},
             {"phone", _m("phone"), "a.phone", key},
             {"website", _m("website"), "a.website"}},
            "association a LEFT JOIN municipality m ON m.ags = a.municipality",
            "a.name_key, a.id"};
}

ListKind municipalities() {
    return {"municipalities",
            "municipality",
            _m("municipalities"),
            {{"ags", _m("key"), "m.ags", key, brief},
             {"name", _m("name"), "m.name", text, brief},
             {"kind", _m("kind"), "m.kind", text, brief},
             {"district", _m("district"), "d.title", text, brief},
             {"inhabitants", _m("inhabitants"), "m.inhabitants", number, brief},
             {"valid_from", _m("valid from"), "m.valid_from", day},
             {"valid_to", _m("valid to"), "m.valid_to", day},
             {"successor", _m("successor"),
              "(SELECT c.new_ags FROM municipality_change c WHERE c.old_ags = m.ags AND c.new_ags <> m.ags)",
              key}},
            "municipality m LEFT JOIN district d ON d.key = m.district",
            "m.ags"};
}

ListKind topics() {
    return {"topics",
            "topic",
            _m("topics"),
            {{"key", _m("key"), "key", key, brief},
             {"name", _m("name"), "name", text, brief},
             {"kind", _m("kind"), "kind", key, brief, KeyOf::nothing, {"general", "specific"}},
             {"field", _m("field"), "field", key, brief, KeyOf::field},
             {"typical_minutes", _m("usual minutes"), "typical_minutes", number, brief},
             {"ue_evidence", _m("minutes are"), "ue_evidence"}},
            "topic",
            "kind, key"};
}

ListKind fields() {
    return {"fields",
            "field",
            _m("fields of engagement"),
            {{"key", _m("key"), "key", key, brief},
             {"number", _m("no."), "number", number, brief},
             {"name_de", _m("German name"), "name_de", text, brief},
             {"name_en", _m("English name"), "name_en", text, brief}},
            "engagement_field",
            "number"};
}

ListKind courts() {
    return {"courts",
            "court",
            _m("courts"),
            {{"code", _m("code"), "code", key, brief},
             {"name", _m("name"), "name", text, brief},
             {"registers", _m("keeps a register"), "registers", yes_no, brief},
             {"register_court", _m("register court"), "register_court", key, brief}},
            "court",
            "code"};
}

ListKind holidays() {
    return {"holidays",
            "holiday",
            _m("holidays"),
            {{"first_day", _m("first day"), "first_day", day, brief},
             {"last_day", _m("last day"), "last_day", day, brief},
             {"name", _m("name"), "name", text, brief},
             {"kind", _m("kind"), "kind", key, brief, KeyOf::nothing, {"public", "school"}}},
            R"((SELECT day AS first_day, day AS last_day, name, 'public' AS kind FROM public_holiday
                UNION ALL SELECT first_day, last_day, name, 'school' FROM school_holiday))",
            "first_day"};
}

ListKind contact_points() {
    return {"contact-points",
            "contact-point",
            _m("contact points"),
            {{"id", _m("no."), "c.id", id, brief},
             {"name", _m("name"), "c.name", text, brief},
             {"carrier",
              _m("carrier"),
              "c.carrier",
              key,
              brief,
              KeyOf::nothing,
              {"association", "town", "county", "joint_municipalities", "church_or_welfare",
               "municipality_without_contact_point"}},
             {"municipality", _m("municipality"), "c.municipality", key, false, KeyOf::municipality},
             {"municipality_name", _m("seat"), "m.name", text, brief},
             {"own", _m("own"), "c.own", yes_no, brief},
             {"recognised_since", _m("recognised since"), "c.recognised_since", key},
             {"area_count", _m("in its area"),
              "(SELECT count(*) FROM contact_point_area r WHERE r.contact_point = c.id)", number, brief},
             {"area", _m("area"),
              "(SELECT group_concat(ags, '|') FROM (SELECT r.ags FROM contact_point_area r WHERE "
              "r.contact_point = c.id "
              "ORDER BY r.ags))"},
             {"budget", _m("budget frame"),
              "(SELECT group_concat(year || '=' || euros, '|') FROM (SELECT b.year, "
              "printf('%d.%02d', b.cents / 100, b.cents % 100) AS euros FROM budget_frame b "
              "WHERE b.contact_point = c.id ORDER BY b.year))"},
             {"allocation_policy",
              _m("allocation"),
              "c.allocation_policy",
              key,
              false,
              KeyOf::nothing,
              {"first_come", "pro_rata", "optimal"}},
             {"legal_basis", _m("legal basis"), "c.legal_basis"},
             {"street", _m("street"), "c.street"},
             {"postcode", _m("postcode"), "c.postcode", key},
             {"place", _m("place"), "c.place"},
             {"email", _m("e-mail"), "c.email"},
             {"phone", _m("phone"), "c.phone", key},
             {"website", _m("website"), "c.website"}},
            "contact_point c JOIN municipality m ON m.ags = c.municipality",
            "c.own DESC, c.id"};
}

ListKind known_contact_points() {
    return {"known-contact-points",
            "known-contact-point",
            _m("published list of contact points"),
            {{"number", _m("no."), "number", number, brief},
             {"name", _m("name"), "name", text, brief},
             {"carrier", _m("carrier"), "carrier"},
             {"municipality", _m("municipality"), "municipality", key, brief, KeyOf::municipality},
             {"area", _m("area"), "area"},
             {"role", _m("role"), "role"},
             {"verified", _m("role proven"), "verified", yes_no, brief},
             {"as_of", _m("as of"), "as_of"},
             {"source", _m("source"), "source"}},
            "known_contact_point",
            "number"};
}

ListKind offers() {
    return {"offers",
            "offer",
            _m("offers"),
            {{"id", _m("no."), "o.id", id, brief},
             {"title", _m("title"), "o.title", text, brief},
             {"association", _m("association no."), "o.association", id},
             {"association_name", _m("association"), "a.name", text, brief},
             {"duration",
              _m("duration"),
              "o.duration",
              key,
              brief,
              KeyOf::nothing,
              {"permanent", "limited", "one_off"}},
             {"first_day", _m("first day"), "o.first_day", day},
             {"last_day", _m("last day"), "o.last_day", day},
             {"hours", _m("hours"), "rtrim(rtrim(printf('%.2f', o.minutes / 60.0), '0'), '.')", key},
             {"municipality", _m("municipality"), "ifnull(o.municipality, a.municipality)", key, false,
              KeyOf::municipality},
             {"municipality_name", _m("place"), "m.name", text, brief},
             {"online", _m("online"), "o.online", yes_no},
             {"field", _m("field"), "ifnull(o.field, a.field)", key, brief, KeyOf::field},
             {"accessible", _m("accessible"), "o.accessible", yes_no},
             {"public", _m("public"), "o.public", yes_no},
             {"expires_on", _m("shown until"), "o.expires_on", day, brief},
             {"text", _m("text"), "o.text"},
             {"email", _m("e-mail of the association"), "a.email"},
             {"phone", _m("phone of the association"), "a.phone", key},
             {"website", _m("website of the association"), "a.website"},
             {"recorded_on", _m("recorded on"), "o.recorded_on", day}},
            "offer o JOIN association a ON a.id = o.association "
            "LEFT JOIN municipality m ON m.ags = ifnull(o.municipality, a.municipality)",
            "o.expires_on, o.id",
            "o.id IN (SELECT rowid FROM offer_search WHERE offer_search MATCH ?)",
            "o.expires_on"};
}

/// What was merged stands under its own former number.
ListKind merges() {
    return {"merges",
            "merge",
            _m("merged associations"),
            {{"id", _m("no."), "l.id", id, brief},
             {"name", _m("name"), "l.name", text, brief},
             {"merged_into", _m("merged into"), "l.survivor", id, brief},
             {"merged_into_name", _m("its name"), "a.name", text, brief},
             {"merged_on", _m("merged on"), "l.merged_on", day, brief},
             {"change_set", _m("change set"), "l.change_set", number, brief},
             {"municipality", _m("municipality"), "l.municipality", key, false, KeyOf::municipality},
             {"register_court", _m("court"), "l.register_court", key, false, KeyOf::court},
             {"register_number", _m("register no."), "l.register_number", key},
             {"status", _m("status"), "l.status", key, false, KeyOf::nothing, {"active", "deleted"}}},
            "association_alias l JOIN association a ON a.id = l.survivor",
            "l.merged_on, l.id"};
}

ListKind former_names() {
    return {"former-names",
            "former-name",
            _m("former names of associations"),
            {{"id", _m("association no."), "f.association", id, brief},
             {"former_name", _m("former name"), "f.name", text, brief},
             {"name", _m("name today"), "a.name", text, brief},
             {"until", _m("until"), "f.until", day, brief},
             {"known_on", _m("known on"), "f.known_on", day},
             {"source", _m("source"), "f.source"},
             {"municipality", _m("municipality"), "a.municipality", key, false, KeyOf::municipality},
             {"status", _m("status"), "a.status", key, false, KeyOf::nothing, {"active", "deleted"}}},
            "former_name f JOIN association a ON a.id = f.association",
            "f.name, f.association"};
}

ListKind rounds() {
    return {"rounds",
            "round",
            _m("survey rounds"),
            {{"id", _m("no."), "r.id", id, brief},
             {"half_year", _m("half-year"), "r.half_year", key, brief},
             {"opened_on", _m("opened on"), "r.opened_on", day, brief},
             {"closes_on", _m("closes on"), "r.closes_on", day, brief},
             {"closed_on", _m("closed on"), "r.closed_on", day, brief},
             {"invited", _m("invited"), "r.invited", number, brief},
             {"responses", _m("responses"), "(SELECT count(*) FROM response p WHERE p.round = r.id)", number,
              brief}},
            "survey_round r",
            "r.half_year"};
}

// Free times as an import reads them: `tuesdays 17:00-22:00 | 2027-03-01..2027-03-31`.
// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): SQL in the tables below is put together by the compiler
#define EHRENAMT_FREE_TIMES(table, owner, id)                                                                \
    "(SELECT group_concat(words, ' | ') FROM (SELECT trim(CASE weekday WHEN 1 THEN 'mondays' WHEN 2 THEN "   \
    "'tuesdays' WHEN 3 THEN 'wednesdays' WHEN 4 THEN 'thursdays' WHEN 5 THEN 'fridays' WHEN 6 THEN "         \
    "'saturdays' WHEN 7 THEN 'sundays' ELSE '' END || "                                                      \
    "CASE WHEN first_day IS NULL THEN '' ELSE ' ' || first_day || iif(last_day = first_day, '', '..' || "    \
    "last_day) END || iif(from_minute = 0 AND to_minute = 1440, '', printf(' %02d:%02d-%02d:%02d', "         \
    "from_minute / 60, from_minute % 60, to_minute / 60, to_minute % 60))) AS words FROM " table             \
    " WHERE " owner " = " id " ORDER BY number))"

ListKind trainers() {
    return {
        "trainers",
        "trainer",
        _m("trainers"),
        {{"id", _m("no."), "t.id", id, brief},
         {"name", _m("name"), "p.name", text, brief},
         {"topics", _m("topics"),
          "(SELECT group_concat(topic, '|') FROM (SELECT o.topic FROM trainer_topic o WHERE o.trainer = t.id "
          "ORDER BY o.topic))",
          key, brief},
         {"fee_per_ue", _m("fee per UE"), "t.fee_per_ue_cents", cents, brief},
         {"fee_flat", _m("flat fee"), "t.fee_flat_cents", cents, brief},
         {"municipality", _m("municipality"), "t.municipality", key, false, KeyOf::municipality},
         {"municipality_name", _m("place"), "m.name", text},
         {"travel_km", _m("travels km"), "t.travel_km", number},
         {"online", _m("online"), "t.online", yes_no},
         {"free", _m("free"), EHRENAMT_FREE_TIMES("trainer_free", "trainer", "t.id")}},
        "trainer t JOIN person p ON p.id = t.person LEFT JOIN municipality m ON m.ags = t.municipality",
        "t.id"};
}

ListKind venues() {
    return {"venues",
            "venue",
            _m("venues"),
            {{"id", _m("no."), "v.id", id, brief},
             {"name", _m("name"), "v.name", text, brief},
             {"municipality", _m("municipality"), "v.municipality", key, false, KeyOf::municipality},
             {"municipality_name", _m("place"), "m.name", text, brief},
             {"capacity", _m("places"), "v.capacity", number, brief},
             {"cost", _m("cost per session"), "v.cost_cents", cents, brief},
             {"accessible", _m("accessible"), "v.accessible", yes_no, brief},
             {"free", _m("free"), EHRENAMT_FREE_TIMES("venue_free", "venue", "v.id")}},
            "venue v JOIN municipality m ON m.ags = v.municipality",
            "v.id"};
}

#undef EHRENAMT_FREE_TIMES

ListKind courses() {
    return {"courses",
            "course",
            _m("courses"),
            {{"id", _m("no."), "c.id", id, brief},
             {"reference", _m("reference"), "c.reference", key},
             {"title", _m("title"), "c.title", text, brief},
             {"half_year", _m("half-year"), "c.half_year", key, brief},
             {"topic", _m("topic"), "c.topic", key, false, KeyOf::topic},
             {"venue", _m("venue"), "v.name", text, brief},
             {"municipality", _m("municipality"), "v.municipality", key, false, KeyOf::municipality},
             {"first_day", _m("first day"), "(SELECT min(s.day) FROM course_session s WHERE s.course = c.id)",
              day, brief},
             {"sessions", _m("sessions"), "(SELECT count(*) FROM course_session s WHERE s.course = c.id)",
              number},
             {"minutes", _m("minutes"), "(SELECT sum(s.minutes) FROM course_session s WHERE s.course = c.id)",
              number},
             {"capacity", _m("places"), "c.capacity", number, brief},
             {"minimum", _m("minimum"), "c.minimum", number},
             {"costs", _m("costs"), "c.fee_cents + c.material_cents + c.other_cents", cents, brief},
             {"participant_fees", _m("participants' fees"), "c.participant_fees_cents", cents},
             {"partner", _m("partner"), "c.partner"},
             {"registered_on", _m("registered on"), "c.registered_on", day},
             {"hybrid", _m("hybrid"), "c.hybrid", yes_no},
             {"generated", _m("generated"), "c.generated", yes_no}},
            "course c LEFT JOIN venue v ON v.id = c.venue",
            "c.half_year, c.id"};
}

ListKind programmes() {
    return {
        "programmes",
        "programme",
        _m("programmes"),
        {{"id", _m("no."), "p.id", id, brief},
         {"half_year", _m("half-year"), "p.half_year", key, brief},
         {"proposed_on", _m("proposed on"), "p.proposed_on", day, brief},
         {"adopted_on", _m("adopted on"), "p.adopted_on", day, brief},
         {"status", _m("proof"), "p.status", key, false, KeyOf::nothing, {"optimal", "limit"}},
         {"courses", _m("courses"), "(SELECT count(*) FROM programme_course c WHERE c.programme = p.id)",
          number, brief},
         {"persons", _m("persons"),
          "(SELECT ifnull(sum(s.persons), 0) FROM programme_seat s WHERE s.programme = p.id)", number, brief},
         {"budget", _m("budget"), "p.budget_cents", cents, brief},
         {"rules", _m("rules"), "p.rules_key", key}},
        "programme p",
        "p.half_year, p.id"};
}

ListKind measures() {
    return {"measures",
            "measure",
            _m("measures"),
            {{"id", _m("no."), "m.id", id, brief},
             {"reference", _m("reference"), "c.reference", key},
             {"title", _m("title"), "c.title", text, brief},
             {"half_year", _m("half-year"), "c.half_year", key, brief},
             {"first_day", _m("first day"),
              "(SELECT min(s.day) FROM measure_session s WHERE s.measure = m.id)", day, brief},
             {"planned_participants", _m("planned participants"), "m.planned_participants", number, brief},
             {"state",
              _m("state"),
              "m.state",
              key,
              brief,
              KeyOf::nothing,
              {"planned", "requested", "accepted", "in_application", "granted", "rejected", "announced",
               "running", "held", "cancelled", "settled", "proven"}},
             {"programme", _m("programme"), "m.programme", id},
             {"capacity", _m("places"), "ifnull(m.capacity, c.capacity)", number},
             {"confirmed", _m("confirmed"),
              "(SELECT count(*) FROM enrolment e WHERE e.measure = m.id AND e.state IN ('confirmed', "
              "'attended', 'no_show'))",
              number, brief},
             {"waiting", _m("waiting"),
              "(SELECT count(*) FROM enrolment e WHERE e.measure = m.id AND e.state = 'waiting')", number},
             {"sessions", _m("sessions"), "(SELECT count(*) FROM measure_session s WHERE s.measure = m.id)",
              number},
             {"minutes", _m("minutes"),
              "(SELECT sum(s.minutes) FROM measure_session s WHERE s.measure = m.id)", number},
             {"partner", _m("partner"), "ifnull(m.partner, c.partner)"},
             {"participant_fee", _m("fee per person"), "m.participant_fee_cents", cents},
             {"places_by",
              _m("places by"),
              "m.places_by",
              key,
              false,
              KeyOf::nothing,
              {"receipt", "priority", "not_served_first", "draw"}},
             {"draw_seed", _m("seed of the draw"), "m.draw_seed"},
             {"places_given_on", _m("places given on"), "m.places_given_on", day},
             {"decision_number", _m("decision"), "m.decision_number", key},
             {"decided_on", _m("decided on"), "m.decided_on", day},
             {"cancelled_on", _m("cancelled on"), "m.cancelled_on", day},
             {"cancel_reason", _m("reason"), "m.cancel_reason"}},
            "measure m JOIN course c ON c.id = m.course",
            "c.half_year, m.id"};
}

ListKind sessions() {
    return {
        "sessions",
        "session",
        _m("sessions"),
        {{"session", _m("session"), "c.half_year || '/' || c.reference || '/' || s.number", key, brief},
         {"measure", _m("measure"), "s.measure", id, brief},
         {"title", _m("title"), "c.title", text, brief},
         {"number", _m("no."), "s.number", number},
         {"day", _m("day"), "s.day", day, brief},
         {"start", _m("from"), "printf('%02d:%02d', s.start_minute / 60, s.start_minute % 60)", key, brief},
         {"minutes", _m("minutes"), "s.minutes", number, brief},
         {"venue", _m("venue"), "v.name", text, brief},
         {"municipality", _m("municipality"), "v.municipality", key, false, KeyOf::municipality},
         {"recorded", _m("recorded"),
          "EXISTS (SELECT 1 FROM attendance a WHERE a.measure = s.measure AND a.session = s.number)", yes_no},
         {"attended", _m("attended"),
          "(SELECT count(*) FROM attendance a WHERE a.measure = s.measure AND a.session = s.number AND "
          "a.minutes > 0)",
          number}},
        "measure_session s JOIN measure m ON m.id = s.measure JOIN course c ON c.id = m.course LEFT JOIN "
        "venue v ON "
        "v.id = s.venue",
        "s.measure, s.number"};
}

// Names and addresses stay in `person`, needs in their own table: neither is listed.
ListKind enrolments() {
    return {"enrolments",
            "enrolment",
            _m("enrolments"),
            {{"id", _m("no."), "e.id", id, brief},
             {"measure", _m("measure"), "e.measure", id, brief},
             {"title", _m("title"), "c.title", text, brief},
             {"half_year", _m("half-year"), "c.half_year", key},
             {"association", _m("association"), "e.association", id},
             {"organisation", _m("organisation"), "coalesce(a.name, e.organisation)", text, brief},
             {"received_at", _m("received (UTC)"), "e.received_at", key, brief},
             {"priority", _m("priority"), "e.priority", number},
             {"state",
              _m("state"),
              "e.state",
              key,
              brief,
              KeyOf::nothing,
              {"registered", "confirmed", "waiting", "attended", "cancelled", "no_show"}},
             {"why",
              _m("why"),
              "(SELECT s.why FROM enrolment_step s WHERE s.enrolment = e.id ORDER BY s.number DESC LIMIT 1)",
              key,
              brief,
              KeyOf::nothing,
              {"received", "place_free", "no_place", "given_together", "moved_up", "overbooked", "late",
               "cancelled", "measure_cancelled", "no_show", "attended"}},
             {"late", _m("late"), "e.late", yes_no},
             {"minutes", _m("minutes"), "(SELECT sum(t.minutes) FROM attendance t WHERE t.enrolment = e.id)",
              number}},
            "enrolment e JOIN measure m ON m.id = e.measure JOIN course c ON c.id = m.course LEFT JOIN "
            "association a ON "
            "a.id = e.association",
            "e.measure, e.received_at, e.receipt_position, e.id"};
}

/// The number is that of the paper. No name: it stands with the enrolment.
ListKind certificates() {
    return {"certificates",
            "certificate",
            _m("certificates of attendance"),
            {{"id", _m("no."), "z.id", id, brief},
             {"measure", _m("measure no."), "e.measure", id, brief},
             {"title", _m("measure"), "c.title", text, brief},
             {"enrolment", _m("enrolment no."), "z.enrolment", id},
             {"minutes", _m("minutes"), "z.minutes", number, brief},
             {"issued_on", _m("issued on"), "z.issued_on", day, brief},
             {"revoked_on", _m("revoked on"), "z.revoked_on", day, brief},
             {"revoke_reason", _m("reason"), "z.revoke_reason"},
             {"key", _m("signing key"), "z.key", key}},
            "certificate z JOIN enrolment e ON e.id = z.enrolment JOIN measure m ON m.id = e.measure "
            "JOIN course c ON c.id = m.course",
            "z.id"};
}

ListKind receipts() {
    return {"receipts",
            "receipt",
            _m("receipts"),
            {{"id", _m("no."), "r.id", id, brief},
             {"measure", _m("measure no."), "r.measure", id, brief},
             {"line",
              _m("what it is for"),
              "r.line",
              key,
              brief,
              KeyOf::nothing,
              {"fee", "material", "room", "travel", "catering", "publicity", "other", "participant_fees",
               "donation", "other_income"}},
             {"paid_on", _m("paid on"), "r.paid_on", day, brief},
             {"payee", _m("payee"), "ifnull(r.payee, p.name)", text, brief},
             {"amount", _m("amount"), "r.cents", cents, brief},
             {"document", _m("document"), "r.document", key, brief},
             {"reason", _m("reason"), "r.reason"},
             {"corrects", _m("takes back"), "r.corrects", id},
             {"person", _m("private person"), "r.payee_person IS NOT NULL", yes_no},
             {"recorded_on", _m("recorded on"), "r.recorded_on", day}},
            "receipt r LEFT JOIN person p ON p.id = r.payee_person",
            "r.paid_on, r.id"};
}

ListKind applications() {
    return {"applications",
            "application",
            _m("applications"),
            {{"id", _m("no."), "a.id", id, brief},
             {"half_year", _m("half-year"), "a.half_year", key, brief},
             {"kind", _m("kind"), "a.kind", key, brief, KeyOf::nothing, {"collective"}},
             {"state", _m("state"), "a.state", key, brief, KeyOf::nothing, {"draft", "submitted"}},
             {"made_on", _m("made on"), "a.made_on", day, brief},
             {"measures", _m("measures"),
              "(SELECT count(*) FROM application_measure m WHERE m.application = a.id)", number, brief},
             {"rules", _m("rules"), "s.key || ' ' || s.version", key},
             {"content_hash", _m("content hash"), "a.content_hash", key}},
            "application a JOIN rule_set s ON s.hash = a.rule_set",
            "a.half_year, a.id"};
}

ListKind decisions() {
    return {
        "decisions",
        "decision",
        _m("decisions"),
        {{"id", _m("no."), "d.id", id, brief},
         {"half_year", _m("half-year"), "a.half_year", key, brief},
         {"number", _m("number"), "d.number", key, brief},
         {"decided_on", _m("decided on"), "d.decided_on", day, brief},
         {"result", _m("result"), "d.result", key, brief, KeyOf::nothing, {"full", "partial", "rejected"}},
         {"requested", _m("asked for"),
          "(SELECT sum(m.grant_cents + m.flat_cents) FROM submission_measure m WHERE m.application = "
          "s.application "
          "AND m.version = s.version) + s.development_cents",
          cents, brief},
         {"granted", _m("granted"),
          "(SELECT sum(m.granted_cents) FROM decision_measure m WHERE m.decision = d.id) + "
          "d.development_cents",
          cents, brief},
         {"version", _m("version"), "d.version", number},
         {"submitted_on", _m("submitted on"), "s.submitted_on", day},
         {"proof_by", _m("proof by"), "d.proof_by", day},
         {"conditions", _m("conditions"),
          "(SELECT group_concat(c.text, ' · ') FROM decision_condition c WHERE c.decision = d.id)"},
         {"recorded_on", _m("recorded on"), "d.recorded_on", day}},
        "decision d JOIN submission s ON s.application = d.application AND s.version = d.version "
        "JOIN application a ON a.id = d.application",
        "d.decided_on, d.id"};
}

ListKind drawdowns() {
    return {"drawdowns",
            "drawdown",
            _m("drawdowns"),
            {{"id", _m("no."), "w.id", id, brief},
             {"half_year", _m("half-year"), "a.half_year", key, brief},
             {"decision", _m("decision"), "d.number", key, brief},
             {"requested_on", _m("asked for on"), "w.requested_on", day, brief},
             {"amount", _m("amount"), "w.cents", cents, brief},
             {"paid_on", _m("came on"), "p.paid_on", day, brief},
             {"use_until", _m("to be used by"), "ifnull(p.use_until, w.use_until)", day, brief},
             {"payout_on", _m("expected on"), "w.payout_on", day}},
            "drawdown w JOIN decision d ON d.id = w.decision JOIN application a ON a.id = d.application "
            "LEFT JOIN payout p ON p.drawdown = w.id",
            "w.requested_on, w.id"};
}

} // namespace

const std::vector<ListKind>& list_kinds() {
    static const std::vector<ListKind> k_kinds = {
        associations(), municipalities(), topics(),         fields(),
        courts(),       holidays(),       contact_points(), known_contact_points(),
        offers(),       merges(),         former_names(),   rounds(),
        trainers(),     venues(),         courses(),        programmes(),
        measures(),     sessions(),       enrolments(),     certificates(),
        receipts(),     applications(),   decisions(),      drawdowns()};
    return k_kinds;
}

const ListKind* find_kind(std::string_view name) {
    for (const auto& kind : list_kinds())
        if (kind.name == name || kind.one == name)
            return &kind;
    return nullptr;
}

base::Result<std::size_t> find_column(const ListKind& kind, std::string_view wanted) {
    std::string name{wanted};
    std::replace(name.begin(), name.end(), '-', '_');
    std::vector<std::string_view> keys;
    std::vector<std::string> list;
    for (std::size_t i = 0; i < kind.columns.size(); ++i) {
        const auto& column = kind.columns[i];
        if (column.key == name)
            return i;
        keys.push_back(column.key);
        list.emplace_back(column.key);
    }
    constexpr std::size_t k_guessable = 3; // of two letters every short key is near
    const auto meant = name.size() < k_guessable ? std::string_view{} : base::nearest(name, keys);
    const auto shown = base::printable(wanted);
    return base::Problem{
        "list.column",
        meant.empty()
            ? base::message("there is no column '{0}'; the columns are: {1}", shown, base::joined(list, ", "))
            : base::message("there is no column '{0}'; did you mean '{1}'? The columns are: {2}", shown,
                            meant, base::joined(list, ", "))};
}

} // namespace ehrenamt::store

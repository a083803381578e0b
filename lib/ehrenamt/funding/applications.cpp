// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/applications.hpp"

#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/funding/sessions_text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <map>

namespace ehrenamt::funding {
namespace {

using base::message;
using domain::Cents;

MeasureState state_named(const std::string& state) {
    if (state == "held" || state == "settled" || state == "proven")
        return MeasureState::carried_out;
    return state == "cancelled" ? MeasureState::cancelled : MeasureState::planned;
}

std::vector<SessionTime> sessions_of(const store::Store& store, const char* statement, std::int64_t id) {
    SQLite::Statement query{store.db(), statement};
    query.bind(1, id);
    std::vector<SessionTime> sessions;
    while (query.executeStep())
        sessions.push_back({*base::Date::parse(query.getColumn(0).getString()), query.getColumn(1).getInt(),
                            query.getColumn(2).getInt()});
    return sessions;
}

void take_sessions(MeasureEntry& entry, const std::vector<SessionTime>& sessions) {
    if (sessions.empty())
        return;
    entry.facts.first_day = sessions.front().day;
    entry.last_day = sessions.back().day;
    entry.dates = german_dates(sessions);
    for (const auto& session : sessions)
        entry.facts.teaching_time.minutes += session.minutes;
}

std::optional<base::Date> day_of(const SQLite::Column& column) {
    return column.isNull() ? std::nullopt : std::optional{*base::Date::parse(column.getString())};
}

/// Columns from the third on, as Shown::entries has them.
MeasureEntry measure_of(SQLite::Statement& row) {
    const auto text = [&](int column) { return row.getColumn(column).getString(); };
    const auto cents = [&](int column) { return Cents{row.getColumn(column).getInt64()}; };
    MeasureEntry entry;
    entry.facts.title = text(2);
    entry.topic = text(3);
    entry.facts.specific = text(4) == "specific";
    entry.trainer = text(5);
    entry.facts.online = text(6).empty();
    entry.place = entry.facts.online ? "online" : fmt::format("{} ({})", text(6), text(7));
    entry.facts.costs = {
        {CostKind::fee, cents(8)}, {CostKind::material, cents(9)}, {CostKind::other, cents(10)}};
    entry.facts.participant_fees = cents(11);
    entry.facts.partner = text(12);
    entry.facts.no_supraregional_offer = text(13);
    entry.facts.planned_participants = cents(14).value;
    entry.facts.state = state_named(text(15));
    entry.facts.contract_on = day_of(row.getColumn(16));
    entry.facts.decided_on = day_of(row.getColumn(17));
    return entry;
}

/// What of a programme is to be shown: measures once it is adopted, before that the courses it proposes.
struct Shown {
    const char* entries;  ///< columns: id, id of the sessions' owner, then those of measure_of
    const char* sessions; ///< of one owner: day, start_minute, minutes
};

void read_measures(const store::Store& store, AdoptedProgramme& programme, const Shown& shown) {
    SQLite::Statement query{store.db(), shown.entries};
    query.bind(1, programme.id.value);
    while (query.executeStep()) {
        auto entry = measure_of(query);
        const auto id = query.getColumn(0).getInt64();
        entry.id = store::long_id(id);
        take_sessions(entry, sessions_of(store, shown.sessions, query.getColumn(1).getInt64()));
        programme.measures.push_back(std::move(entry));
        programme.measure_ids.push_back({id});
    }
}

// What is not wanted any more is left out; the rest in order of their first day. What was agreed for the
// measure goes before what its course says.
constexpr Shown k_adopted = {R"(
    SELECT m.id, m.id, c.title, t.name, t.kind, p.name, v.name, v_in.name, c.fee_cents, c.material_cents,
           c.other_cents, ifnull(m.participant_fee_cents * m.planned_participants, c.participant_fees_cents),
           ifnull(m.partner, c.partner), c.no_supraregional_offer, m.planned_participants, m.state,
           (SELECT min(a.agreed_on) FROM trainer_agreement a WHERE a.measure = m.id), m.decided_on
    FROM measure m JOIN course c ON c.id = m.course JOIN topic t ON t.key = c.topic
         LEFT JOIN trainer r ON r.id = ifnull(m.trainer, c.trainer) LEFT JOIN person p ON p.id = r.person
         LEFT JOIN venue v ON v.id = (SELECT s.venue FROM measure_session s WHERE s.measure = m.id
                                      ORDER BY s.day, s.number LIMIT 1)
         LEFT JOIN municipality v_in ON v_in.ags = v.municipality
    WHERE m.programme = ? AND m.state NOT IN ('rejected', 'cancelled')
    ORDER BY (SELECT min(day) FROM measure_session s WHERE s.measure = m.id), m.id)",
                             "SELECT day, start_minute, minutes FROM measure_session WHERE measure = ? "
                             "ORDER BY day, number"};

constexpr Shown k_proposed = {R"(
    SELECT c.id, c.id, c.title, t.name, t.kind, p.name, v.name, v_in.name, c.fee_cents, c.material_cents,
           c.other_cents, c.participant_fees_cents, c.partner, c.no_supraregional_offer,
           (SELECT ifnull(sum(s.persons), 0) FROM programme_seat s WHERE s.programme = pc.programme AND s.course = c.id),
           'planned', NULL, NULL
    FROM programme_course pc JOIN course c ON c.id = pc.course JOIN topic t ON t.key = c.topic
         LEFT JOIN trainer r ON r.id = c.trainer LEFT JOIN person p ON p.id = r.person
         LEFT JOIN venue v ON v.id = c.venue LEFT JOIN municipality v_in ON v_in.ags = v.municipality
    WHERE pc.programme = ?
    ORDER BY (SELECT min(day) FROM course_session s WHERE s.course = c.id), c.id)",
                              "SELECT day, start_minute, minutes FROM course_session WHERE course = ? "
                              "ORDER BY day, number"};

/// \param row  id, half-year, cost of development, whether adopted
AdoptedProgramme programme_of(const store::Store& store, SQLite::Statement& row) {
    AdoptedProgramme programme{{row.getColumn(0).getInt64()},
                               *domain::HalfYear::parse(row.getColumn(1).getString()),
                               Cents{row.getColumn(2).getInt64()},
                               {},
                               {}};
    const bool adopted = row.getColumn(3).getInt() != 0;
    read_measures(store, programme, adopted ? k_adopted : k_proposed);
    return programme;
}

std::string german_carrier(const std::string& carrier) {
    static const std::map<std::string, std::string> k_words = {
        {"association", "Verein (freie Trägerschaft)"},
        {"town", "Stadt oder Gemeinde"},
        {"county", "Landkreis"},
        {"joint_municipalities", "Mehrere Kommunen gemeinsam"},
        {"church_or_welfare", "Kirche oder Wohlfahrtsverband"},
        {"municipality_without_contact_point",
         "Kommune ohne eigene Anlaufstelle; sie übernimmt deren Aufgaben und erarbeitet das Programm mit den "
         "örtlichen Vereinen"}};
    const auto word = k_words.find(carrier);
    return word == k_words.end() ? carrier : word->second;
}

Applicant applicant_of(const store::Store& store, const associations::ContactPoint& own) {
    Applicant applicant;
    applicant.name = own.name;
    applicant.carrier = german_carrier(own.carrier);
    applicant.municipality = associations::municipality_name(store, own.municipality);
    applicant.municipality_key = own.municipality.text();
    for (const auto& ags : own.area)
        applicant.area.push_back(associations::municipality_name(store, ags));
    applicant.street = own.street;
    applicant.postcode = own.postcode;
    applicant.place = own.place;
    applicant.email = own.email;
    applicant.phone = own.phone;
    applicant.bank_account = own.bank_account;
    applicant.representative = own.representative;
    return applicant;
}

std::optional<SurveyFacts> survey_of(const store::Store& store, domain::ProgrammeId programme) {
    SQLite::Statement query{store.db(), R"(
        SELECT s.invited, (SELECT count(*) FROM response r WHERE r.round = s.id), count(n.id), ifnull(sum(n.persons), 0)
        FROM programme p JOIN survey_round s ON s.id = p.round
             LEFT JOIN response r ON r.round = s.id LEFT JOIN need n ON n.response = r.id
        WHERE p.id = ? GROUP BY s.id)"};
    query.bind(1, programme.value);
    if (!query.executeStep())
        return std::nullopt;
    return SurveyFacts{query.getColumn(0).getInt64(), query.getColumn(1).getInt64(),
                       query.getColumn(2).getInt64(), query.getColumn(3).getInt64()};
}

RuleSet rules_from(const std::string& state_text, const std::string& own_text) {
    auto state = read_rules(state_text, "rule_set.state_text");
    if (!state.rules)
        throw base::Rejected{std::move(state.problems)};
    if (own_text.empty())
        return *std::move(state.rules);
    auto own = read_rules(own_text, "rule_set.own_text", &*state.rules);
    if (!own.rules)
        throw base::Rejected{std::move(own.problems)};
    return *std::move(own.rules);
}

/// The year's other applications, computed again by their own rules, count against frame and development.
void count_earlier_applications(const store::Store& store, ApplicationInput& input) {
    SQLite::Statement query{store.db(), R"(
        SELECT p.id, p.half_year, a.development_cents, 1, s.state_text, s.own_text
        FROM application a JOIN programme p ON p.id = a.programme JOIN rule_set s ON s.hash = a.rule_set
        WHERE substr(a.half_year, 1, 4) = ?1 AND a.half_year < ?2 ORDER BY a.half_year)"};
    const auto half_year = input.half_year.text();
    query.bind(1, half_year.substr(0, 4));
    query.bind(2, half_year);
    while (query.executeStep()) {
        const auto earlier = programme_of(store, query);
        ApplicationFacts facts;
        for (const auto& measure : earlier.measures)
            facts.measures.push_back(measure.facts);
        facts.development_cost = earlier.development_cost;
        const auto rules = rules_from(query.getColumn(4).getString(), query.getColumn(5).getString());
        const auto assessment = assess_application(facts, rules, earlier.half_year.period().first,
                                                   input.applicant.municipality_key);
        input.committed_earlier += assessment.frame_used;
        input.development_granted_earlier += assessment.development;
    }
}

struct RuleSetName {
    std::string hash;
    std::string key;
    std::string version;
};

void write_rule_set(const store::Store& store, const RuleSetName& name, const RuleTexts& texts) {
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO rule_set (hash, key, version, state_text, own_text) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (hash) DO NOTHING)"};
    insert.bind(1, name.hash);
    insert.bind(2, name.key);
    insert.bind(3, name.version);
    insert.bind(4, texts.state);
    if (texts.own)
        insert.bind(5, *texts.own);
    insert.exec();
}

struct StoredDraft {
    domain::ApplicationId id;
    std::string content_hash;
    std::string rule_set;
};

std::optional<StoredDraft> find_draft(const store::Store& store, const std::string& half_year) {
    SQLite::Statement query{store.db(),
                            "SELECT id, content_hash, rule_set FROM application WHERE half_year = ?"};
    query.bind(1, half_year);
    if (!query.executeStep())
        return std::nullopt;
    return StoredDraft{
        {query.getColumn(0).getInt64()}, query.getColumn(1).getString(), query.getColumn(2).getString()};
}

void write_application(const store::Store& store, domain::ApplicationId id, const AdoptedProgramme& programme,
                       const ApplicationDocument& document) {
    SQLite::Statement upsert{store.db(), R"(
        INSERT INTO application (id, contact_point, half_year, kind, state, programme, rule_set, content_hash,
                                 development_cents, made_on)
        SELECT ?1, c.id, ?2, 'collective', 'draft', ?3, ?4, ?5, ?6, ?7 FROM contact_point c WHERE c.own = 1
        ON CONFLICT (id) DO UPDATE SET programme = excluded.programme, rule_set = excluded.rule_set,
            content_hash = excluded.content_hash, development_cents = excluded.development_cents,
            made_on = excluded.made_on, state = excluded.state)"};
    upsert.bind(1, id.value);
    upsert.bind(2, programme.half_year.text());
    upsert.bind(3, programme.id.value);
    upsert.bind(4, document.rule_set_hash);
    upsert.bind(5, document.content_hash);
    upsert.bind(6, document.input.development_cost.value);
    upsert.bind(7, document.input.made_on.iso());
    upsert.exec();
}

void write_measures(const store::Store& store, domain::ApplicationId id, const AdoptedProgramme& programme) {
    SQLite::Statement clear{store.db(), "DELETE FROM application_measure WHERE application = ?"};
    clear.bind(1, id.value);
    clear.exec();
    SQLite::Statement insert{
        store.db(), "INSERT INTO application_measure (application, number, measure) VALUES (?, ?, ?)"};
    for (std::size_t i = 0; i < programme.measure_ids.size(); ++i) {
        insert.bind(1, id.value);
        insert.bind(2, static_cast<std::int64_t>(i + 1));
        insert.bind(3, programme.measure_ids[i].value);
        insert.exec();
        insert.reset();
    }
}

} // namespace

AdoptedProgramme adopted_programme(const store::Store& store,
                                   const std::optional<domain::HalfYear>& half_year) {
    SQLite::Statement query{store.db(), R"(
        SELECT id, half_year, development_cents, 1 FROM programme
        WHERE adopted_on IS NOT NULL AND (?1 IS NULL OR half_year = ?1) ORDER BY half_year DESC LIMIT 1)"};
    if (half_year)
        query.bind(1, half_year->text());
    if (!query.executeStep())
        throw base::Error{
            base::ExitStatus::failed, "funding.no_programme",
            half_year
                ? message("no programme for {0} is adopted; see: ehrenamt build-programme, adopt-programme",
                          *half_year)
                : message("no programme is adopted; see: ehrenamt build-programme, adopt-programme")};
    return programme_of(store, query);
}

AdoptedProgramme programme_numbered(const store::Store& store, domain::ProgrammeId id) {
    SQLite::Statement query{
        store.db(),
        "SELECT id, half_year, development_cents, adopted_on IS NOT NULL FROM programme WHERE id = ?"};
    query.bind(1, id.value);
    if (!query.executeStep())
        throw base::Error{base::ExitStatus::failed, "funding.no_programme",
                          message("there is no programme {0}", store.origin().shown(id.value))};
    return programme_of(store, query);
}

ApplicationInput application_input(const store::Store& store, const AdoptedProgramme& programme,
                                   base::Date today) {
    const auto own = associations::own_contact_point(store);
    ApplicationInput input{programme.half_year,
                           today,
                           true,
                           applicant_of(store, own),
                           programme.measures,
                           programme.development_cost,
                           {},
                           {},
                           {},
                           survey_of(store, programme.id),
                           {}};
    const auto year = programme.half_year.year();
    if (const auto frame = associations::budget_frame(store, own.id, year))
        input.frame = BudgetFrame{*frame,
                                  {"budget_frame",
                                   fmt::format("Verfügungsrahmen {}", year),
                                   "Angabe der Anlaufstelle",
                                   "B",
                                   "med",
                                   false,
                                   {}}};
    count_earlier_applications(store, input);
    return input;
}

void record_rule_set(const store::Store& store, const RuleSet& rules, const RuleTexts& texts) {
    write_rule_set(store, {rules.hash(), rules.key(), rules.version()}, texts);
}

void record_draft(const store::Store& store, store::ChangeSet& change, const AdoptedProgramme& programme,
                  const ApplicationDocument& document, const RuleTexts& texts) {
    const auto draft = find_draft(store, programme.half_year.text());
    if (draft && draft->content_hash == document.content_hash && draft->rule_set == document.rule_set_hash)
        return;
    const auto id = draft ? draft->id : change.next_id<domain::ApplicationId>();
    write_rule_set(store, {document.rule_set_hash, document.rule_set_key, document.rule_set_version}, texts);
    write_application(store, id, programme, document);
    write_measures(store, id, programme);
    change.count(draft ? "applications_changed" : "applications_new", 1);
    change.count("application_measures", static_cast<std::int64_t>(programme.measure_ids.size()));
}

} // namespace ehrenamt::funding

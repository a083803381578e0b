// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/questionnaire.hpp"

#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/base/collation.hpp"
#include "ehrenamt/base/text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace ehrenamt::needs {
namespace {

using enum QuestionType;

constexpr std::int64_t k_most_members = 1'000'000;
constexpr std::int64_t k_most_persons = 10'000;
constexpr std::int64_t k_farthest_km = 1'000;
constexpr std::size_t k_longest_code = 20;

const std::vector<Option>& yes_or_no() {
    static const std::vector<Option> k_options = {{"Y", "yes", {"ja", "yes"}}, {"N", "no", {"nein", "no"}}};
    return k_options;
}

const std::vector<Option>& priorities() {
    static const std::vector<Option> k_options = {
        {"1", "1", {"1 – dringend", "1 – urgent"}},
        {"2", "2", {"2 – wichtig", "2 – important"}},
        {"3", "3", {"3 – wäre gut", "3 – would be nice"}},
    };
    return k_options;
}

const std::vector<Option>& legal_forms() {
    static const std::vector<Option> k_options = {
        {"EV", "registered_association", {"eingetragener Verein (e. V.)", "registered association (e. V.)"}},
        {"INI", "initiative", {"Initiative, nicht eingetragener Verein", "initiative, not registered"}},
        {"STIFT", "foundation", {"Stiftung", "foundation"}},
        {"GMBH", "company", {"gGmbH, Genossenschaft", "non-profit company, cooperative"}},
        {"KIRCH", "church", {"Kirchen- oder Religionsgemeinschaft", "church or religious community"}},
        {"KOMM",
         "public_body",
         {"Kommune, auch freiwillige Feuerwehr", "public body, volunteer fire brigade"}},
        {"SONST", "other", {"andere", "other"}},
    };
    return k_options;
}

const std::vector<Option>& times() {
    static const std::vector<Option> k_options = {
        {"EVENING", "time_evening", {"werktags abends", "evenings on working days"}},
        {"SATURDAY", "time_saturday", {"samstags", "Saturdays"}},
        {"BLOCK", "time_block", {"mehrere Tage am Stück", "several days in a row"}},
        {"ANY", "time_any", {"egal", "any time"}},
    };
    return k_options;
}

const std::vector<Option>& formats() {
    static const std::vector<Option> k_options = {
        {"PRESENCE", "format_presence", {"vor Ort", "on site"}},
        {"ONLINE", "format_online", {"online", "online"}},
        {"HYBRID", "format_hybrid", {"vor Ort und online zugleich", "on site and online at once"}},
    };
    return k_options;
}

const std::vector<Option>& obstacles() {
    static const std::vector<Option> k_options = {
        {"NOTIME", "obstacle_time", {"keine Zeit", "no time"}},
        {"COST", "obstacle_cost", {"zu teuer", "too dear"}},
        {"DISTANCE", "obstacle_distance", {"zu weit weg", "too far away"}},
        {"NOOFFER", "obstacle_no_offer", {"kein passendes Angebot", "no offer that fits"}},
    };
    return k_options;
}

QuestionGroup about_the_organisation(const QuestionnaireFacts& facts) {
    return {
        "ORG",
        {"Ihre Organisation", "Your organisation"},
        {
            {question::k_code,
             text,
             {"Zugangscode aus der Einladung", "Access code of the invitation"},
             {"Er belegt, dass Sie eingeladen sind. Gespeichert wird nicht, wer ihn benutzt hat.",
              "It proves that you were invited. Who used it is not kept."}},
            {question::k_name,
             text,
             {"Name Ihrer Organisation", "Name of your organisation"},
             {"Freiwillig. Ohne Namen bleibt die Antwort anonym; bitte keine Personen nennen.",
              "Optional. Without it the answer stays anonymous; please name no persons."}},
            {question::k_place, text, {"Sitz (Ort oder Postleitzahl)", "Seat (municipality or postcode)"}},
            {question::k_legal_form,
             one_of,
             {"Welche Rechtsform hat sie?", "What is its legal form?"},
             {},
             legal_forms()},
            {question::k_field,
             one_of,
             {"In welchem Bereich ist sie vor allem tätig?", "In which field is it mainly active?"},
             {},
             facts.fields},
            {question::k_members,
             number,
             {"Wie viele Mitglieder hat sie?", "How many members does it have?"},
             {},
             {},
             {},
             {},
             k_most_members},
            {question::k_volunteers,
             number,
             {"Wie viele engagieren sich regelmäßig ehrenamtlich?", "How many volunteer regularly?"},
             {},
             {},
             {},
             {},
             k_most_members},
            {question::k_trains,
             yes_no,
             {"Bilden Sie Ihre Ehrenamtlichen heute schon fort?", "Do you train your volunteers today?"},
             {},
             yes_or_no()},
        }};
}

QuestionGroup about_topics(const std::vector<AskedTopic>& asked) {
    std::vector<Option> topics;
    for (const auto& topic : asked)
        topics.push_back({topic_code(topic.key), topic.key, {topic.name, topic.name}});
    return {"WISHES",
            {"Welche Fortbildung brauchen Sie?", "Which training do you need?"},
            {
                {question::k_topics,
                 several_of,
                 {"Welche Themen wünschen Sie sich?", "Which topics do you wish for?"},
                 {"Mehrere Antworten sind möglich.", "Several answers are possible."},
                 topics},
                {question::k_priority,
                 one_per_item,
                 {"Wie dringend ist das Thema?", "How urgent is the topic?"},
                 {},
                 priorities(),
                 topics,
                 question::k_topics},
                {question::k_persons,
                 number_per_item,
                 {"Wie viele Personen würden teilnehmen?", "How many persons would attend?"},
                 {"Eine Zahl je Thema.", "One number for each topic."},
                 {},
                 topics,
                 question::k_topics,
                 k_most_persons},
                {question::k_own_topic,
                 text,
                 {"Ein weiteres Thema, das oben fehlt", "A further topic that is missing above"}},
                {question::k_own_priority,
                 one_of,
                 {"Wie dringend ist dieses weitere Thema?", "How urgent is this further topic?"},
                 {},
                 priorities(),
                 {},
                 question::k_own_topic},
                {question::k_own_persons,
                 number,
                 {"Wie viele Personen würden zum weiteren Thema kommen?",
                  "How many persons would attend the further topic?"},
                 {},
                 {},
                 {},
                 question::k_own_topic,
                 k_most_persons},
            }};
}

QuestionGroup about_circumstances() {
    return {"HOW",
            {"Wann, wie und wo?", "When, how and where?"},
            {
                {question::k_times,
                 several_of,
                 {"Wann passt es?", "Which times suit?"},
                 {"Mehrere Antworten sind möglich.", "Several answers are possible."},
                 times()},
                {question::k_formats,
                 several_of,
                 {"In welcher Form?", "In which format?"},
                 {"Mehrere Antworten sind möglich.", "Several answers are possible."},
                 formats()},
                {question::k_travel,
                 number,
                 {"Wie weit würden Sie fahren (Kilometer, einfache Strecke)?",
                  "How far would you travel (kilometres, one way)?"},
                 {},
                 {},
                 {},
                 {},
                 k_farthest_km},
                {question::k_room,
                 yes_no,
                 {"Könnten Sie einen Raum stellen?", "Could you lend a room?"},
                 {},
                 yes_or_no()},
                {question::k_obstacles,
                 several_of,
                 {"Was hindert Sie bisher an Fortbildung?", "What has kept you from training so far?"},
                 {"Mehrere Antworten sind möglich.", "Several answers are possible."},
                 obstacles()},
                {question::k_trainer,
                 yes_no,
                 {"Kennen Sie eine Referentin oder einen Referenten?", "Do you know a trainer?"},
                 {"Bitte hier keine Namen; wir fragen nach, wenn Sie einverstanden sind.",
                  "Please give no names here; we ask later if you agree."},
                 yes_or_no()},
            }};
}

QuestionGroup about_contact() {
    return {"CONTACT",
            {"Dürfen wir uns melden?", "May we get in touch?"},
            {
                {question::k_consent,
                 yes_no,
                 {"Dürfen wir Ihrer Organisation Fortbildungsangebote schicken?",
                  "May we send your organisation offers of training?"},
                 {"Nur wenn Sie oben ihren Namen nennen. Die Einwilligung ist freiwillig und jederzeit "
                  "widerrufbar; sie wird getrennt von den Antworten gespeichert.",
                  "Only if you name it above. Consent is voluntary and can be withdrawn at any time; it is "
                  "kept apart from the answers."},
                 yes_or_no()},
                {question::k_email,
                 text,
                 {"E-Mail-Adresse Ihrer Organisation", "E-mail address of your organisation"},
                 {},
                 {},
                 {},
                 question::k_consent},
            }};
}

Text welcome(const QuestionnaireFacts& facts) {
    return {fmt::format("{} plant das Fortbildungsprogramm für ehrenamtlich Engagierte im {} und fragt, was "
                        "Ihre Organisation braucht. Bitte antworten Sie bis zum {}. Die Teilnahme ist "
                        "freiwillig und anonym möglich. Die Antworten dienen allein dieser Planung und der "
                        "Statistik darüber; Angaben zu Personen brauchen wir nicht. Rechtsgrundlage: {}.",
                        facts.contact_point, facts.half_year.german(), facts.closes_on.german(),
                        facts.legal_basis),
            fmt::format("{} plans the training programme for volunteers for {} and asks what your "
                        "organisation needs. Please answer by {}. Taking part is voluntary and can be "
                        "anonymous. The answers serve this planning and statistics about it alone; we need "
                        "nothing about persons. Legal basis: {}.",
                        facts.contact_point, facts.half_year.text(), facts.closes_on.iso(),
                        facts.legal_basis)};
}

/// FNV-1a, to base 36: the same on every machine, for ever.
std::string six_characters(std::string_view key) {
    constexpr std::uint64_t k_offset = 14'695'981'039'346'656'037U;
    constexpr std::uint64_t k_prime = 1'099'511'628'211U;
    constexpr std::string_view k_digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::uint64_t hash = k_offset;
    for (const char byte : key)
        hash = (hash ^ static_cast<unsigned char>(byte)) * k_prime;
    std::string text;
    for (int i = 0; i < 6; ++i, hash /= k_digits.size())
        text += k_digits[hash % k_digits.size()];
    return text;
}

std::vector<Option> stored_fields(const store::Store& store) {
    SQLite::Statement query{store.db(),
                            "SELECT number, key, name_de, name_en FROM engagement_field ORDER BY number"};
    std::vector<Option> fields;
    while (query.executeStep())
        fields.push_back({fmt::format("F{:02}", query.getColumn(0).getInt64()),
                          query.getColumn(1).getString(),
                          {query.getColumn(2).getString(), query.getColumn(3).getString()}});
    return fields;
}

} // namespace

std::string topic_code(std::string_view key) {
    std::string code;
    std::copy_if(key.begin(), key.end(), std::back_inserter(code), [](char c) { return c != '_'; });
    if (code.size() > k_longest_code)
        code = code.substr(0, k_longest_code - 6) + six_characters(key);
    // Words that survey tools keep for themselves.
    if (code == "time" || code == "other" || code == "comment")
        code += '1';
    return code;
}

Questionnaire make_questionnaire(const QuestionnaireFacts& facts) {
    return {
        facts.half_year,
        facts.closes_on,
        facts.contact_point,
        {fmt::format("Bedarfserhebung {}: Fortbildung im Ehrenamt", facts.half_year.german()),
         fmt::format("Survey of needs {}: training for volunteers", facts.half_year.text())},
        welcome(facts),
        {"Vielen Dank für Ihre Antworten.", "Thank you for your answers."},
        {about_the_organisation(facts), about_topics(facts.topics), about_circumstances(), about_contact()}};
}

std::vector<AskedTopic> asked_topics(const store::Store& store, domain::SurveyRoundId round) {
    SQLite::Statement query{store.db(), R"(
        SELECT t.key, t.name, t.kind = 'general' FROM topic t
        WHERE EXISTS (SELECT 1 FROM survey_topic s WHERE s.round = ?1 AND s.topic = t.key)
           OR NOT EXISTS (SELECT 1 FROM survey_topic s WHERE s.round = ?1))"};
    query.bind(1, round.value);
    std::vector<AskedTopic> topics;
    while (query.executeStep())
        topics.push_back({query.getColumn(0).getString(), query.getColumn(1).getString(),
                          query.getColumn(2).getInt() != 0});
    std::sort(topics.begin(), topics.end(), [](const AskedTopic& a, const AskedTopic& b) {
        return std::pair{!a.general, base::collation_key(a.name)} <
               std::pair{!b.general, base::collation_key(b.name)};
    });
    return topics;
}

Questionnaire questionnaire(const store::Store& store, const SurveyRound& round) {
    const auto own = associations::own_contact_point(store);
    return make_questionnaire({round.half_year, round.closes_on, own.name, own.legal_basis,
                               stored_fields(store), asked_topics(store, round.id)});
}

Questionnaire full_questionnaire(const store::Store& store, const SurveyRound& round) {
    const auto own = associations::own_contact_point(store);
    return make_questionnaire({round.half_year, round.closes_on, own.name, own.legal_basis,
                               stored_fields(store), asked_topics(store, {})});
}

const Question* find_question(const Questionnaire& questionnaire, std::string_view code) {
    const auto wanted = base::sort_key(code);
    for (const auto& group : questionnaire.groups)
        for (const auto& question : group.questions)
            if (base::sort_key(question.code) == wanted)
                return &question;
    return nullptr;
}

} // namespace ehrenamt::needs

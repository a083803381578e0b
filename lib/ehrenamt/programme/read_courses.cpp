// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/needs/responses.hpp"
#include "ehrenamt/programme/courses.hpp"
#include "ehrenamt/programme/read_fields.hpp"
#include "ehrenamt/programme/time_of_day.hpp"

#include <map>

namespace ehrenamt::programme {
namespace {

using base::message;

constexpr std::int64_t k_most_persons = 10'000;
constexpr std::int64_t k_most_sessions = 100;
constexpr std::int64_t k_most_days_apart = 180;
constexpr std::int64_t k_most_ue = 16;

class CourseReader {
  public:
    explicit CourseReader(const store::Store& store) : m_store{store}, m_holidays{holiday_calendar(store)} {}

    void read(formats::Row& row, ReadCourses& result) {
        CourseFacts course;
        course.reference = row.line_of_text("reference");
        course.title = row.line_of_text("title");
        course.trainer = row.line_of_text("trainer");
        course.partner = row.line_of_text("partner");
        course.no_supraregional_offer = row.line_of_text("no_supraregional_offer");
        course.topic =
            row.value("topic",
                      [&](std::string_view text) { return needs::find_topic(m_store, std::string{text}); })
                .value_or("");
        read_place(row, course);
        course.capacity = row.integer("capacity", 1, k_most_persons).value_or(1);
        course.minimum = row.integer("minimum", 1, k_most_persons);
        if (row.ok() && course.minimum && *course.minimum > course.capacity)
            row.refuse(
                "minimum", "course.minimum",
                message("the minimum of {0} is above the {1} places", *course.minimum, course.capacity));
        read_costs(row, course);
        const auto moved = read_sessions(row, course);
        if (row.ok())
            refuse_second(row, course);
        if (!row.ok())
            return;
        for (const auto& one : moved)
            result.moved.push_back({course.reference, one});
        result.courses.push_back(std::move(course));
    }

  private:
    void read_place(formats::Row& row, CourseFacts& course) {
        course.venue = row.line_of_text("venue");
        if (base::sort_key(course.venue) == "online") {
            course.venue.clear();
            return;
        }
        course.municipality = row.value("municipality", domain::Ags::parse);
        if (course.municipality && associations::municipality_name(m_store, *course.municipality).empty())
            row.refuse("municipality", "municipality.unknown",
                       message("there is no municipality {0} in Hesse today", *course.municipality));
        if (!course.venue.empty() && !course.municipality && row.text("municipality").empty())
            row.refuse("municipality", "field.blank", message("name the municipality of the venue"));
    }

    static void read_costs(formats::Row& row, CourseFacts& course) {
        for (const auto& [field, amount] :
             {std::pair{"fee", &course.fee}, std::pair{"material", &course.material},
              std::pair{"other_costs", &course.other_costs},
              std::pair{"participant_fees", &course.participant_fees}})
            *amount = row.value(field, parse_cost).value_or(domain::Cents{});
    }

    std::vector<Moved> read_sessions(formats::Row& row, CourseFacts& course) const {
        const auto first = row.date("first_day");
        const auto start = row.value("start", parse_time_of_day);
        const auto ue = row.integer("ue_per_session", 1, k_most_ue);
        Rhythm rhythm{first.value_or(base::Date::of(1900, 1, 1)), start.value_or(0)};
        rhythm.sessions = row.integer("sessions", 1, k_most_sessions).value_or(1);
        rhythm.every_days = row.integer("every_days", 1, k_most_days_apart).value_or(7);
        const auto free = row.choice("allow_holidays", formats::no_or_yes());
        if (!first || !start || !ue || !row.ok())
            return {};
        rhythm.minutes = static_cast<int>(*ue * domain::k_minutes_per_ue);
        if (rhythm.start_minute + rhythm.minutes > k_minutes_per_day)
            row.refuse("ue_per_session", "course.past_midnight",
                       message("the session would go on past midnight"));
        if (!row.ok())
            return {};
        course.half_year = domain::HalfYear::of(*first);
        auto planned = schedule(rhythm, free.value_or(0) == 1 ? HolidayCalendar{} : m_holidays);
        course.sessions = std::move(planned.sessions);
        for (const auto& session : course.sessions)
            if (is_skipped_by_clocks(session.day, session.start_minute))
                row.refuse("start", "course.clock_change",
                           message("there is no {0} on {1}: the clocks go forward",
                                   time_text(session.start_minute), session.day));
        return std::move(planned.moved);
    }

    void refuse_second(formats::Row& row, const CourseFacts& course) {
        const auto seen = m_lines.try_emplace({course.half_year.text(), course.reference}, row.line());
        if (!seen.second)
            row.refuse("reference", "course.twice",
                       message("the number {0} stands already in {1} {2}", course.reference, row.line_word(),
                               seen.first->second));
    }

    const store::Store& m_store;
    HolidayCalendar m_holidays;
    std::map<std::pair<std::string, std::string>, std::size_t> m_lines;
};

} // namespace

domain::TeachingTime CourseFacts::teaching_time() const {
    domain::TeachingTime time;
    for (const auto& session : sessions)
        time.minutes += session.minutes;
    return time;
}

const std::vector<formats::Field>& course_fields() {
    using base::_m;
    static const std::vector<formats::Field> k_fields = {
        {"reference", true, {"kurs_nr", "kursnummer", "nr", "course_no"}, _m("your number of the course")},
        {"title", true, {"titel", "kurstitel"}, _m("title")},
        {"topic", true, {"thema"}, _m("topic, its key or German name")},
        {"trainer", false, {"kursleitung", "leitung", "referent"}, _m("who holds it")},
        {"venue", true, {"ort", "raum", "veranstaltungsort"}, _m("where it is held, or online")},
        {"municipality", false, {"gemeinde_ags", "gemeinde", "ags"}, _m("municipality key of the venue")},
        {"capacity", true, {"plaetze", "kapazitaet", "places"}, _m("places")},
        {"minimum",
         false,
         {"mindestzahl", "mindestteilnehmer"},
         _m("fewest participants; else the funding rules'")},
        {"first_day", true, {"erster_termin", "beginn_am", "datum"}, _m("day of the first session")},
        {"start", true, {"beginn", "uhrzeit", "begin"}, _m("hour of beginning, 18:00")},
        {"sessions", false, {"termine", "anzahl_termine"}, _m("number of sessions; else one")},
        {"every_days",
         false,
         {"abstand_tage", "abstand"},
         _m("days from one session to the next; else seven")},
        {"ue_per_session", true, {"ue_je_termin", "ue"}, _m("units of 45 minutes in each session")},
        {"fee", false, {"honorar"}, _m("trainer's fee for the whole course")},
        {"material", false, {"materialkosten"}, _m("material for the whole course")},
        {"other_costs", false, {"sonstige_kosten"}, _m("room and other costs of the whole course")},
        {"participant_fees",
         false,
         {"teilnahmebeitrag", "teilnahmebeitraege"},
         _m("income expected from all participants together")},
        {"partner",
         false,
         {"kooperationspartner"},
         _m("education provider that a general course is run with")},
        {"no_supraregional_offer",
         false,
         {"grund_kein_ueberregionales_angebot"},
         _m("specific course: why no supra-regional offer serves")},
        {"allow_holidays", false, {"ferien_erlaubt"}, _m("yes: sessions may be on holidays")},
    };
    return k_fields;
}

ReadCourses read_courses(const store::Store& store, formats::ImportReader& import) {
    CourseReader reader{store};
    ReadCourses result;
    while (auto* row = import.next())
        reader.read(*row, result);
    return result;
}

} // namespace ehrenamt::programme

// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/leaflet.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/csv_writer.hpp"
#include "ehrenamt/formats/icalendar.hpp"
#include "ehrenamt/store/identity.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ehrenamt::publishing {
namespace {

using Json = nlohmann::ordered_json;

std::string clock(int minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

/// UE with a decimal point, as files have it.
std::string units(domain::TeachingTime time) {
    constexpr std::int64_t k_hundred = 100;
    const auto hundredths = time.minutes * k_hundred / domain::k_minutes_per_ue;
    return fmt::format("{}.{:02}", hundredths / k_hundred, hundredths % k_hundred);
}

std::string place_of(const Leaflet::Course& course) {
    const auto& venue = course.course.facts.venue;
    return venue.empty() ? "online" : venue + ", " + course.municipality;
}

std::string ags_of(const programme::CourseFacts& facts) {
    return facts.municipality ? facts.municipality->text() : std::string{};
}

} // namespace

std::string session_uid(domain::CourseId course, std::size_t number) {
    return fmt::format("course-{}-{}@ehrenamt", store::long_id(course.value), number);
}

std::vector<std::string> contact_lines(const associations::ContactPoint& point) {
    const std::string town = fmt::format("{} {}", point.postcode, point.place);
    std::vector<std::string> lines;
    for (const auto& line : {point.name, point.street, std::string{base::trimmed(town)}, point.phone,
                             point.email, point.website})
        if (!line.empty())
            lines.push_back(line);
    return lines;
}

std::string leaflet_csv(const Leaflet& leaflet, bool for_excel) {
    formats::CsvWriter csv{for_excel ? formats::CsvStyle::excel_de : formats::CsvStyle::plain};
    for (const auto* column :
         {"reference", "title", "topic", "kind", "session", "sessions", "date", "start", "end", "venue",
          "municipality", "ags", "teaching_units", "capacity", "planned_participants", "partner", "uid"})
        csv.text(column);
    csv.end_record();
    for (const auto& entry : leaflet.courses) {
        const auto& facts = entry.course.facts;
        for (std::size_t i = 0; i < facts.sessions.size(); ++i) {
            const auto& session = facts.sessions[i];
            csv.text(facts.reference).text(facts.title).text(entry.course.topic_name);
            csv.text(entry.course.specific ? "specific" : "general");
            csv.number(static_cast<std::int64_t>(i) + 1).number(std::ssize(facts.sessions));
            csv.date(session.day)
                .text(clock(session.start_minute))
                .text(clock(session.start_minute + session.minutes));
            csv.text(facts.venue.empty() ? "online" : facts.venue)
                .text(entry.municipality)
                .text(ags_of(facts));
            csv.decimal(units({session.minutes})).number(facts.capacity).number(entry.planned_participants);
            csv.text(facts.partner).text(session_uid(entry.course.id, i + 1)).end_record();
        }
    }
    return csv.take();
}

std::string leaflet_json(const Leaflet& leaflet) {
    const auto& point = leaflet.contact_point;
    Json object{
        {"programme", store::long_id(leaflet.programme.value)},
        {"half_year", leaflet.half_year.text()},
        {"adopted_on", leaflet.adopted_on.iso()},
        {"contact_point",
         {{"name", point.name}, {"email", point.email}, {"phone", point.phone}, {"website", point.website}}}};
    auto& courses = object["courses"] = Json::array();
    for (const auto& entry : leaflet.courses) {
        const auto& facts = entry.course.facts;
        Json course{{"id", store::long_id(entry.course.id.value)},
                    {"reference", facts.reference},
                    {"title", facts.title},
                    {"topic", facts.topic},
                    {"topic_name", entry.course.topic_name},
                    {"specific", entry.course.specific},
                    {"online", facts.venue.empty()},
                    {"venue", facts.venue},
                    {"municipality", entry.municipality},
                    {"ags", ags_of(facts)},
                    {"teaching_minutes", facts.teaching_time().minutes},
                    {"capacity", facts.capacity},
                    {"planned_participants", entry.planned_participants},
                    {"partner", facts.partner}};
        auto& sessions = course["sessions"] = Json::array();
        for (std::size_t i = 0; i < facts.sessions.size(); ++i) {
            const auto& session = facts.sessions[i];
            sessions.push_back({{"uid", session_uid(entry.course.id, i + 1)},
                                {"sequence", entry.version},
                                {"date", session.day.iso()},
                                {"start", clock(session.start_minute)},
                                {"end", clock(session.start_minute + session.minutes)}});
        }
        courses.push_back(std::move(course));
    }
    return object.dump(2) + '\n';
}

std::string leaflet_icalendar(const Leaflet& leaflet) {
    const auto& point = leaflet.contact_point;
    formats::Calendar calendar{
        fmt::format("Qualifizierungsprogramm {} – {}", leaflet.half_year.german(), point.name),
        leaflet.adopted_on,
        {}};
    for (const auto& entry : leaflet.courses) {
        const auto& facts = entry.course.facts;
        for (std::size_t i = 0; i < facts.sessions.size(); ++i) {
            const auto& session = facts.sessions[i];
            std::vector<std::string> lines{entry.course.topic_name, facts.teaching_time().german_ue()};
            if (facts.sessions.size() > 1)
                lines.push_back(fmt::format("Termin {} von {}", i + 1, facts.sessions.size()));
            if (!facts.partner.empty())
                lines.push_back("gemeinsam mit: " + facts.partner);
            lines.push_back("Anmeldung: " + base::joined(contact_lines(point), " · "));
            calendar.events.push_back({session_uid(entry.course.id, i + 1), entry.version, session.day,
                                       session.start_minute, session.minutes, facts.title,
                                       base::joined(lines, "\n"), place_of(entry), point.website});
        }
    }
    return formats::icalendar(calendar);
}

} // namespace ehrenamt::publishing

// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/measure_calendar.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/icalendar.hpp"
#include "ehrenamt/publishing/leaflet.hpp"

#include <fmt/format.h>

namespace ehrenamt::publishing {
namespace {

std::string description(const measures::Measure& measure, const measures::MeasureSession& session,
                        const associations::ContactPoint& from) {
    std::vector<std::string> lines{measure.topic_name, measure.teaching_time().german_ue()};
    if (measure.sessions.size() > 1)
        lines.push_back(fmt::format("Termin {} von {}", session.number, measure.sessions.size()));
    if (!measure.partner.empty())
        lines.push_back("gemeinsam mit: " + measure.partner);
    if (measure.cancelled_on)
        lines.push_back("fällt aus: " + measure.cancel_reason);
    else
        lines.push_back("Anmeldung: " + base::joined(contact_lines(from), " · "));
    return base::joined(lines, "\n");
}

} // namespace

std::string measure_calendar(const std::vector<measures::Measure>& measures,
                             const associations::ContactPoint& from, base::Date today) {
    formats::Calendar calendar{"Qualifizierungsmaßnahmen – " + from.name, today, {}};
    if (measures.size() == 1)
        calendar.name = measures.front().title;
    for (const auto& measure : measures)
        for (const auto& session : measure.sessions) {
            formats::CalendarEvent event{
                session_uid(measure.course, static_cast<std::size_t>(session.number)),
                measure.calendar_version(),
                session.time.day,
                session.time.start_minute,
                session.time.minutes,
                measure.cancelled_on ? "Fällt aus: " + measure.title : measure.title,
                description(measure, session, from),
                session.venue ? session.venue_name + ", " + session.municipality : "online",
                from.website};
            event.cancelled = measure.cancelled_on.has_value();
            calendar.events.push_back(std::move(event));
        }
    return formats::icalendar(calendar);
}

} // namespace ehrenamt::publishing

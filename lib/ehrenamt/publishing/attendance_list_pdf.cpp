// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/publishing/attendance_list.hpp"
#include "ehrenamt/publishing/certificate_sheet.hpp"
#include "ehrenamt/publishing/leaflet.hpp"
#include "ehrenamt/publishing/pdf.hpp"

#include <fmt/format.h>

namespace ehrenamt::publishing {
namespace {

constexpr double k_line_mm = 8; // high enough to sign, low enough for sixteen people on one page

std::string time_of_day(std::int64_t minute) {
    constexpr std::int64_t k_hour = 60;
    return fmt::format("{:02}:{:02}", minute / k_hour, minute % k_hour);
}

std::string place_of(const measures::MeasureSession& session) {
    if (!session.venue)
        return "online";
    return session.municipality.empty() ? session.venue_name
                                        : session.venue_name + ", " + session.municipality;
}

void write_head(PdfDocument& pdf, const AttendanceList& list, const measures::MeasureSession& session) {
    const auto& time = session.time;
    pdf.note(base::joined(contact_lines(list.contact_point), "\n"));
    pdf.heading("Anwesenheitsliste", 1);
    pdf.heading(list.measure.title, 2);
    std::vector<std::pair<std::string, std::string>> facts{
        {"Maßnahme", list.number},
        {"Termin", fmt::format("{} von {}", session.number, list.measure.sessions.size())},
        {"Zeit", fmt::format("{}, {}, {}–{} Uhr, {}", domain::german_weekday(time.day), time.day.german(),
                             time_of_day(time.start_minute), time_of_day(time.start_minute + time.minutes),
                             domain::TeachingTime{time.minutes}.german_ue())},
        {"Ort", place_of(session)}};
    if (!list.measure.trainer_name.empty())
        facts.emplace_back("Leitung", spoken_name(list.measure.trainer_name));
    facts.emplace_back("Personen mit Platz", std::to_string(list.persons.size()));
    pdf.key_values(facts);
}

void write_session(PdfDocument& pdf, const AttendanceList& list, const measures::MeasureSession& session) {
    write_head(pdf, list, session);
    std::vector<PdfRow> rows;
    for (const auto& person : list.persons)
        rows.push_back(
            {{std::to_string(rows.size() + 1), person.name, person.organisation, ""}, false, k_line_mm});
    for (std::size_t i = 0; i < list.empty_lines; ++i)
        rows.push_back({{"", "", "", ""}, false, k_line_mm});
    // Nobody signs a paper online: the trainer does, for each who was there.
    pdf.table({{"Nr.", 0.5, Align::right},
               {"Name", 2.6},
               {"Verein, Organisation", 2.6},
               {session.venue ? "Unterschrift" : "anwesend (Zeichen der Leitung)", 2.6}},
              rows);
    pdf.note("Wer nicht auf der Liste steht, trägt sich in eine leere Zeile ein. Die Liste weist nach, wer "
             "teilgenommen hat, und dient nur dazu.");
    pdf.signatures({"Datum, Unterschrift der Leitung"});
}

std::string written(const AttendanceList& list) {
    PdfDocument pdf{{"Anwesenheitsliste", list.contact_point.name,
                     fmt::format("{} · Maßnahme {} · Stand {}", list.contact_point.name, list.number,
                                 list.printed_on.german()),
                     list.printed_on}};
    bool first = true;
    for (const auto& session : list.sessions) {
        if (!first)
            pdf.start_part();
        first = false;
        write_session(pdf, list, session);
    }
    return pdf.finish();
}

} // namespace
} // namespace ehrenamt::publishing

extern "C" EHRENAMT_API void ehrenamt_attendance_list_pdf(const ehrenamt::publishing::AttendanceList* list,
                                                          std::string* bytes) {
    *bytes = ehrenamt::publishing::written(*list);
}

// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/publishing/leaflet.hpp"
#include "ehrenamt/publishing/pdf.hpp"

#include <fmt/format.h>

namespace ehrenamt::publishing {
namespace {

/// `Di 02.02.2027, 18:00–20:15 Uhr`, a line each.
std::string dates_of(const programme::CourseFacts& facts) {
    constexpr std::size_t k_short = 2;
    std::vector<std::string> lines;
    for (const auto& session : facts.sessions) {
        const int end = session.start_minute + session.minutes;
        lines.push_back(fmt::format(
            "{} {}\n{:02}:{:02}–{:02}:{:02} Uhr", domain::german_weekday(session.day).substr(0, k_short),
            session.day.german(), session.start_minute / 60, session.start_minute % 60, end / 60, end % 60));
    }
    return base::joined(lines, "\n");
}

std::string content_of(const Leaflet::Course& entry) {
    const auto& facts = entry.course.facts;
    std::string text = fmt::format(
        "{}\n{} · {} · {}", facts.title, entry.course.topic_name, facts.teaching_time().german_ue(),
        facts.capacity == 1 ? "1 Platz" : fmt::format("{} Plätze", facts.capacity));
    if (!facts.partner.empty())
        text += "\ngemeinsam mit: " + facts.partner;
    return text;
}

std::string written(const Leaflet& leaflet) {
    const auto& point = leaflet.contact_point;
    PdfDocument pdf{{fmt::format("Fortbildungen im Ehrenamt, {}", leaflet.half_year.german()), point.name,
                     fmt::format("{} · Programm {}", point.name, leaflet.half_year.text()),
                     leaflet.adopted_on}};
    pdf.heading("Fortbildungen im Ehrenamt", 1);
    pdf.heading(leaflet.half_year.german());
    pdf.paragraph("Für alle, die sich in Vereinen, Initiativen, Feuerwehren und Nachbarschaften engagieren. "
                  "Die Themen haben "
                  "die Vereine selbst gewünscht.");
    std::vector<PdfRow> rows;
    for (const auto& entry : leaflet.courses) {
        const auto& venue = entry.course.facts.venue;
        rows.push_back({{dates_of(entry.course.facts), content_of(entry),
                         venue.empty() ? "online" : venue + "\n" + entry.municipality}});
    }
    if (rows.empty())
        pdf.paragraph("In diesem Halbjahr finden keine Kurse statt.");
    else
        pdf.table({{"Wann", 2}, {"Was", 4.6}, {"Wo", 2.2}}, rows);
    pdf.heading("Anmeldung und Auskunft", 3);
    pdf.paragraph(base::joined(contact_lines(point), "\n"));
    pdf.note(
        "Ein Kurs findet statt, wenn er bewilligt ist und sich genug Personen anmelden. UE: "
        "Unterrichtseinheit von 45 "
        "Minuten. Teil des hessischen Qualifizierungsprogramms Ehrenamtliches Engagement; beschlossen am " +
        leaflet.adopted_on.german() + ".");
    return pdf.finish();
}

} // namespace
} // namespace ehrenamt::publishing

extern "C" EHRENAMT_API void ehrenamt_leaflet_pdf(const ehrenamt::publishing::Leaflet* leaflet,
                                                  std::string* bytes) {
    *bytes = ehrenamt::publishing::written(*leaflet);
}

// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/publishing/certificate_sheet.hpp"
#include "ehrenamt/publishing/leaflet.hpp"
#include "ehrenamt/publishing/pdf.hpp"

#include <fmt/format.h>

namespace ehrenamt::publishing {
namespace {

constexpr std::int64_t k_minutes_per_hour = 60;

/// `6 Stunden`, `2 Stunden 15 Minuten`.
std::string in_hours(std::int64_t minutes) {
    std::vector<std::string> parts;
    if (const auto hours = minutes / k_minutes_per_hour; hours > 0)
        parts.push_back(hours == 1 ? "1 Stunde" : fmt::format("{} Stunden", hours));
    if (const auto rest = minutes % k_minutes_per_hour; rest > 0 || parts.empty())
        parts.push_back(rest == 1 ? "1 Minute" : fmt::format("{} Minuten", rest));
    return base::joined(parts, " ");
}

std::string ue(std::int64_t minutes) {
    return domain::TeachingTime{minutes}.german_ue();
}

std::string days_of(const std::vector<measures::AttendedDay>& days) {
    std::vector<std::string> texts;
    for (const auto& day : days)
        texts.push_back(day.day.german());
    return base::joined(texts, ", ");
}

std::string place_and_day(const associations::ContactPoint& point) {
    return point.place.empty() ? "Ort, Datum" : point.place + ", Datum";
}

std::string signed_by(const associations::ContactPoint& point) {
    return point.representative.empty() ? point.name : spoken_name(point.representative) + "\n" + point.name;
}

std::string extent(const measures::Attendee& attendee) {
    const auto attended = attendee.certificate->minutes;
    auto text = fmt::format("{} zu 45 Minuten ({})", ue(attended), in_hours(attended));
    if (attended != attendee.measure_minutes)
        text += fmt::format(" von {}", ue(attendee.measure_minutes));
    return text;
}

void write_certificate(PdfDocument& pdf, const CertificateSheet& sheet,
                       const CertificateSheet::Entry& entry) {
    constexpr double k_code_mm = 38;
    constexpr double k_above_title = 12;
    constexpr double k_around_name = 4;
    const auto& attendee = entry.attendee;
    pdf.code_corner(qr_code(entry.seal), entry.number, k_code_mm);
    pdf.note(base::joined(contact_lines(sheet.contact_point), "\n"));
    pdf.space(k_above_title);
    pdf.heading("Teilnahmebestätigung", 1);
    pdf.space(k_around_name);
    pdf.heading(spoken_name(attendee.name), 1);
    pdf.space(k_around_name);
    pdf.paragraph("hat an der Qualifizierungsmaßnahme für freiwillig Engagierte");
    pdf.heading(attendee.title, 2);
    pdf.paragraph("teilgenommen.");
    pdf.space(k_around_name);
    pdf.key_values({{"Thema", attendee.topic},
                    {attendee.days.size() == 1 ? "Tag" : "Tage", days_of(attendee.days)},
                    {"Umfang der Teilnahme", extent(attendee)},
                    {"Nummer", entry.number},
                    {"Ausgestellt am", attendee.certificate->issued_on.german()}});
    pdf.paragraph("Die Maßnahme gehört zum Qualifizierungsprogramm Ehrenamtliches Engagement des Landes "
                  "Hessen. Bestätigt "
                  "wird die Teilnahme; eine Leistung wurde nicht bewertet.");
    pdf.signatures({place_and_day(sheet.contact_point), signed_by(sheet.contact_point)});
    pdf.note(
        "Der Code oben ist elektronisch unterschrieben (Ed25519). Er sagt Nummer, Maßnahme und Umfang und "
        "enthält "
        "vom Namen nur einen Prüfwert. Ob er unverändert ist, zeigt das Programm „ehrenamt“ ohne Internet: "
        "ehrenamt verify-certificate. Schlüssel der Anlaufstelle, zum Vergleich mit dem, den sie "
        "veröffentlicht: " +
        sheet.public_key);
    pdf.note("Inhalt des Codes: " + entry.seal);
}

std::string written(const CertificateSheet& sheet) {
    PdfDocument pdf{{"Teilnahmebestätigung", sheet.contact_point.name,
                     sheet.contact_point.name + " · Teilnahmebestätigung", sheet.printed_on}};
    bool first = true;
    for (const auto& entry : sheet.entries) {
        if (!first)
            pdf.start_part();
        first = false;
        write_certificate(pdf, sheet, entry);
    }
    return pdf.finish();
}

void write_person(PdfDocument& pdf, const HoursStatement& statement, const HoursStatement::Person& person) {
    constexpr double k_gap = 4;
    pdf.note(base::joined(contact_lines(statement.contact_point), "\n"));
    pdf.space(k_gap);
    pdf.heading(fmt::format("Fortbildungsstunden im Jahr {}", statement.year), 1);
    pdf.heading(spoken_name(person.name), 2);
    pdf.paragraph(fmt::format(
        "hat im Jahr {} an diesen Qualifizierungsmaßnahmen für freiwillig Engagierte teilgenommen:",
        statement.year));
    std::vector<PdfRow> rows;
    std::int64_t sum = 0;
    for (const auto& measure : person.measures) {
        sum += measure.minutes();
        rows.push_back({{days_of(measure.days), measure.title + "\n" + measure.topic, ue(measure.minutes()),
                         in_hours(measure.minutes())}});
    }
    rows.push_back({{"Summe", "", ue(sum), in_hours(sum)}, true});
    pdf.table({{"Tage", 1.8},
               {"Maßnahme", 4},
               {"Umfang", 1.1, Align::right},
               {"in Zeitstunden", 2.3, Align::right}},
              rows);
    std::string about =
        "UE: Unterrichtseinheit von 45 Minuten. Die Bescheinigung kann dem Antrag auf den Kompetenznachweis "
        "Ehrenamt Hessen beigefügt werden.";
    if (statement.hours_asked)
        about += fmt::format(
            " Er setzt mindestens {} Stunden Engagement im Jahr voraus; Fortbildung ist ein Teil davon, "
            "die Einsätze bestätigt der Verein.",
            *statement.hours_asked);
    pdf.note(about);
    pdf.signatures({place_and_day(statement.contact_point), signed_by(statement.contact_point)});
}

std::string written(const HoursStatement& statement) {
    PdfDocument pdf{{fmt::format("Fortbildungsstunden {}", statement.year), statement.contact_point.name,
                     fmt::format("{} · Fortbildungsstunden {} · Stand {}", statement.contact_point.name,
                                 statement.year, statement.printed_on.german()),
                     statement.printed_on}};
    bool first = true;
    for (const auto& person : statement.persons) {
        if (!first)
            pdf.start_part();
        first = false;
        write_person(pdf, statement, person);
    }
    return pdf.finish();
}

} // namespace
} // namespace ehrenamt::publishing

extern "C" EHRENAMT_API void ehrenamt_certificates_pdf(const ehrenamt::publishing::CertificateSheet* sheet,
                                                       std::string* bytes) {
    *bytes = ehrenamt::publishing::written(*sheet);
}

extern "C" EHRENAMT_API void ehrenamt_hours_pdf(const ehrenamt::publishing::HoursStatement* statement,
                                                std::string* bytes) {
    *bytes = ehrenamt::publishing::written(*statement);
}

// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/publishing/council_paper.hpp"
#include "ehrenamt/publishing/pdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace ehrenamt::publishing {
namespace {

std::string number(std::int64_t value) {
    return base::render("{0}", {base::arg(value)}, true);
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", number(count), count == 1 ? one : many);
}

std::string weighted(std::int64_t count) {
    return counted(count, "gewichtete Person", "gewichtete Personen");
}

/// `8.000 €`; budgets of the curve lie in whole euros or not at all.
std::string euros(domain::Cents amount) {
    constexpr std::int64_t k_cents = 100;
    return amount.value % k_cents == 0 ? number(amount.value / k_cents) + " €" : amount.german();
}

std::string with_sign(std::int64_t value) {
    return value > 0 ? "+" + number(value) : value < 0 ? "−" + number(-value) : "0";
}

void add_head(PdfDocument& pdf, const CouncilPaper& paper) {
    const auto& ours = paper.ways.front();
    pdf.heading(fmt::format("Programm für das {}: {} und Gründe", paper.half_year.german(),
                            paper.adopted_on ? "Beschluss" : "Vorschlag"),
                1);
    pdf.note(fmt::format("{} · Programm {} · vorgeschlagen am {}{} · Stand {}", paper.contact_point,
                         paper.number, paper.proposed_on.german(),
                         paper.adopted_on ? ", beschlossen am " + paper.adopted_on->german() : "",
                         paper.today.german()));
    pdf.paragraph(fmt::format(
        "{} {} von {}, {} stattfinden {}. {} {} aus {} ({} nach Dringlichkeit gewichtet).",
        ours.courses == 1  ? (paper.adopted_on ? "Beschlossen ist" : "Vorgeschlagen wird")
        : paper.adopted_on ? "Beschlossen sind"
                           : "Vorgeschlagen werden",
        number(ours.courses), counted(paper.could_be_held, "Kurs", "Kursen"),
        paper.could_be_held == 1 ? "der" : "die", paper.could_be_held == 1 ? "könnte" : "könnten",
        ours.courses == 1 ? "Er erreicht" : "Sie erreichen", counted(ours.persons, "Person", "Personen"),
        counted(ours.associations, "Verein", "Vereinen"), number(ours.weighted_persons)));
    pdf.paragraph(fmt::format(
        "Vom Verfügungsrahmen von {} werden {} gebraucht{}; die Eigenmittel betragen {}.",
        paper.budget.german(), ours.taken.german(),
        paper.development.value > 0
            ? fmt::format(", davon {} für die Erarbeitung des Programms", paper.development.german())
            : std::string{},
        ours.own_money.german()));
    pdf.paragraph(paper.proof + ".");
    pdf.note("Eine Person zählt bei Dringlichkeit 1 dreifach, bei 2 doppelt, bei 3 einfach. Die Ziele gelten "
             "in dieser "
             "Reihenfolge: die meisten gewichteten Personen, die meisten Vereine, die wenigsten Eigenmittel, "
             "das wenigste "
             "öffentliche Geld; danach entscheidet die Reihenfolge der Anmeldung.");
}

void add_ways(PdfDocument& pdf, const CouncilPaper& paper) {
    pdf.heading("1  Andere Arten der Vergabe auf denselben Daten");
    std::vector<PdfRow> rows;
    for (const auto& way : paper.ways)
        rows.push_back({{way.name, number(way.courses), number(way.persons), number(way.weighted_persons),
                         number(way.associations), way.taken.german(), way.own_money.german()}});
    pdf.table({{"Vergabe", 3.4},
               {"Kurse", 0.9, Align::right},
               {"Personen", 1.3, Align::right},
               {"gewichtet", 1.3, Align::right},
               {"Vereine", 1.1, Align::right},
               {"Mittel", 1.6, Align::right},
               {"Eigenmittel", 1.6, Align::right}},
              rows);
    pdf.note("Mittel: aus dem Verfügungsrahmen, mit Pauschalen. Reihenfolge des Eingangs: jeder Kurs in der "
             "Reihenfolge der Anmeldung, solange Geld, Leitung, "
             "Raum und "
             "Personen reichen. Anteilige Kürzung: alles, was stattfinden kann, zum gleichen Anteil; was "
             "gekürzt wird, "
             "sind Eigenmittel.");
}

void add_courses_in(PdfDocument& pdf, const CouncilPaper& paper) {
    pdf.heading("2  Kurse des Programms");
    std::vector<PdfRow> rows;
    std::int64_t persons = 0;
    domain::Cents grant = paper.development;
    domain::Cents own;
    for (const auto& course : paper.in) {
        rows.push_back(
            {{course.name, number(course.persons), course.grant.german(), course.own_money.german()}});
        persons += course.persons;
        grant += course.grant;
        own += course.own_money;
    }
    if (paper.development.value > 0)
        rows.push_back({{"Erarbeitung des Programms", "", paper.development.german(), ""}});
    rows.push_back({{"Summe", number(persons), grant.german(), own.german()}, true});
    pdf.table({{"Kurs", 5},
               {"Personen", 1.1, Align::right},
               {"Mittel", 1.5, Align::right},
               {"Eigenmittel", 1.5, Align::right}},
              rows);
}

void add_reasons_in(PdfDocument& pdf, const CouncilPaper& paper) {
    pdf.heading("Anlage B  Wem jeder Kurs dient");
    std::vector<PdfRow> rows;
    for (const auto& course : paper.in)
        rows.push_back({{fmt::format("{}\n{}\n{}\n{} von {} Plätzen, ab {} Personen", course.name,
                                     course.dates, course.venue.empty() ? "online" : course.venue,
                                     number(course.persons), number(course.capacity), number(course.minimum)),
                         course.guests, base::joined(course.reasons, "\n")}});
    pdf.table({{"Kurs", 3.6}, {"Für", 3.2}, {"Warum er im Programm ist", 2.4}}, rows);
}

void add_reasons_out(PdfDocument& pdf, const CouncilPaper& paper) {
    pdf.heading("Anlage C  Kurse, die nicht im Programm sind");
    if (paper.out.empty()) {
        pdf.paragraph("Keine: alle Kurse, die angeboten werden könnten, sind im Programm.");
        return;
    }
    std::vector<PdfRow> rows;
    for (const auto& course : paper.out)
        rows.push_back(
            {{course.name, course.grant ? course.grant->german() : "–", base::joined(course.reasons, "\n")}});
    pdf.table(
        {{"Kurs", 3.2}, {"Mittel", 1.4, Align::right}, {"Warum nicht, und was er verdrängen würde", 4.6}},
        rows);
}

void add_alternatives(PdfDocument& pdf, const CouncilPaper& paper) {
    pdf.heading("3  Gleich gute Alternativen");
    if (!paper.alternatives.empty()) {
        pdf.paragraph("In keinem der Ziele schlechter als der Vorschlag; nur die Reihenfolge der Anmeldung "
                      "sprach gegen sie:");
        pdf.bullets(paper.alternatives);
    } else if (paper.all_alternatives) {
        pdf.paragraph("Es gibt keine: jedes andere Programm ist in wenigstens einem der Ziele schlechter.");
    } else {
        pdf.paragraph("Danach wurde nicht bis zum Ende gesucht.");
    }
}

void add_limits(PdfDocument& pdf, const CouncilPaper& paper) {
    pdf.heading("4  Was das Programm begrenzt");
    if (paper.limits.empty()) {
        pdf.paragraph("Nichts: jeder Bedarf, den ein Kurs decken könnte, ist gedeckt.");
        return;
    }
    std::vector<PdfRow> rows;
    for (const auto& limit : paper.limits)
        rows.push_back({{limit.name, with_sign(limit.gain)}});
    pdf.table({{"Grenze", 4}, {"gewichtete Personen ohne sie", 2, Align::right}}, rows);
    pdf.note("Jede Grenze für sich weggelassen, alle anderen bleiben.");
}

/// What 100 euros more or less do, in a sentence.
std::string next_step(const CouncilPaper& paper, std::size_t now) {
    const auto& points = paper.budgets;
    const auto here = points[now].weighted_persons;
    std::string text;
    if (const auto gain = std::find_if(points.begin() + static_cast<std::ptrdiff_t>(now), points.end(),
                                       [&](const auto& point) { return point.weighted_persons > here; });
        gain == points.end())
        text = fmt::format("Mehr Geld brächte bis {} niemanden hinzu.", euros(points.back().budget));
    else if (gain == points.begin() + static_cast<std::ptrdiff_t>(now) + 1)
        text = fmt::format("Die nächsten 100 € brächten {} hinzu.", weighted(gain->weighted_persons - here));
    else
        text = fmt::format("Die nächsten 100 € allein brächten niemanden hinzu; erst {} mehr brächten {}.",
                           euros(gain->budget - points[now].budget), weighted(gain->weighted_persons - here));
    if (now > 0 && points[now - 1].weighted_persons < here)
        text += fmt::format(" 100 € weniger kosteten {}.", weighted(here - points[now - 1].weighted_persons));
    else if (now > 0)
        text += " 100 € weniger kosteten niemanden den Platz.";
    return text;
}

void add_budgets(PdfDocument& pdf, const CouncilPaper& paper) {
    const auto& points = paper.budgets;
    const auto own = std::ranges::find(points, paper.budget, &CouncilPaper::Budget::budget);
    if (own == points.end())
        return;
    const auto now = static_cast<std::size_t>(own - points.begin());
    pdf.heading("5  Was die nächsten 100 € wert sind");
    pdf.paragraph(next_step(paper, now));
    PdfStairs stairs{{}, now, "Verfügungsrahmen", "gewichtete Personen im besten Programm"};
    std::vector<PdfRow> rows;
    constexpr std::size_t k_near = 5;
    constexpr std::size_t k_every = 10;
    for (std::size_t i = 0; i < points.size(); ++i) {
        stairs.points.push_back({euros(points[i].budget), points[i].weighted_persons});
        const auto away = i > now ? i - now : now - i;
        if (away <= k_near || away % k_every == 0)
            rows.push_back(
                {{points[i].budget.german(), number(points[i].weighted_persons),
                  i == now ? "dieser Vorschlag"
                           : with_sign(points[i].weighted_persons - own->weighted_persons),
                  i == 0 ? "" : with_sign(points[i].weighted_persons - points[i - 1].weighted_persons)}});
    }
    pdf.stairs(stairs);
    pdf.table({{"Verfügungsrahmen", 2, Align::right},
               {"gewichtete Personen", 2, Align::right},
               {"gegenüber jetzt", 2, Align::right},
               {"durch die letzten 100 €", 2, Align::right}},
              rows);
    pdf.note("Jeder Wert ist das Beste, was mit diesem Verfügungsrahmen möglich ist; die Kurse können andere "
             "sein.");
}

void add_wishes(PdfDocument& pdf, const CouncilPaper& paper) {
    pdf.heading("Anlage A  Was jeder Verein bekommt");
    std::vector<PdfRow> rows;
    std::int64_t persons = 0;
    std::int64_t served = 0;
    for (const auto& wish : paper.wishes) {
        rows.push_back({{wish.association, wish.topic, number(wish.priority), number(wish.persons),
                         number(wish.served), wish.open}});
        persons += wish.persons;
        served += wish.served;
    }
    rows.push_back({{"Summe", "", "", number(persons), number(served), ""}, true});
    pdf.table({{"Verein", 2.5},
               {"Thema", 3.3},
               {"Dringl.", 0.9, Align::right},
               {"Wunsch", 1, Align::right},
               {"Plätze", 0.9, Align::right},
               {"Was offen bleibt", 2.2}},
              rows);
}

std::string written(const CouncilPaper& paper) {
    PdfDocument pdf{
        {fmt::format("Qualifizierungsprogramm {}: Vorschlag und Gründe", paper.half_year.german()),
         paper.contact_point, fmt::format("{} · Programm {}", paper.contact_point, paper.number),
         paper.today}};
    add_head(pdf, paper);
    add_ways(pdf, paper);
    add_courses_in(pdf, paper);
    add_alternatives(pdf, paper);
    add_limits(pdf, paper);
    add_budgets(pdf, paper);
    add_wishes(pdf, paper);
    add_reasons_in(pdf, paper);
    add_reasons_out(pdf, paper);
    pdf.note(paper.provenance);
    return pdf.finish();
}

} // namespace
} // namespace ehrenamt::publishing

extern "C" EHRENAMT_API void ehrenamt_council_pdf(const ehrenamt::publishing::CouncilPaper* paper,
                                                  std::string* bytes) {
    *bytes = ehrenamt::publishing::written(*paper);
}

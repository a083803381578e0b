// SPDX-License-Identifier: EUPL-1.2
#include "cli/explanation.hpp"
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/funding/sessions_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using programme::Goal;
using programme::Programme;
using publishing::CouncilPaper;

/// The lines of a reason without what indents them on the terminal.
std::vector<std::string> texts(const std::vector<base::Message>& lines, const Catalogue& german) {
    std::vector<std::string> result;
    for (const auto& line : lines)
        result.emplace_back(base::trimmed(german.text(line)));
    return result;
}

CouncilPaper::Way way(std::string name, const Programme& programme, domain::Cents development) {
    return {std::move(name),
            std::count(programme.chosen.begin(), programme.chosen.end(), true),
            programme.seating.persons,
            programme.score.weighted_persons,
            programme.score.associations,
            domain::Cents{programme.score.grant} + development,
            domain::Cents{programme.score.own_money}};
}

std::string dates_of(const programme::CourseFacts& facts) {
    std::vector<funding::SessionTime> sessions;
    for (const auto& session : facts.sessions)
        sessions.push_back({session.day, session.start_minute, session.minutes});
    return funding::german_dates(sessions);
}

void add_courses(CouncilPaper& paper, const Explained& explained, const Catalogue& german) {
    const auto& data = explained.input.data;
    for (const auto& course : explained.reasons.in) {
        const auto& facts = data.offers[course.candidate].course.facts;
        const auto& candidate = data.instance.candidates[course.candidate];
        paper.in.push_back({course_name(explained.input, course.candidate), dates_of(facts), facts.venue,
                            course.persons, candidate.minimum, candidate.capacity, candidate.grant,
                            candidate.own_money, guests_of(explained, course),
                            texts(reasons_for(course), german)});
    }
    for (const auto& course : explained.reasons.out)
        paper.out.push_back({course_name(explained.input, course.candidate),
                             data.instance.candidates[course.candidate].grant,
                             texts(reasons_against(explained.input, course), german)});
    for (const auto& barred : explained.input.barred)
        paper.out.push_back({barred.course.facts.reference + ' ' + barred.course.facts.title,
                             {},
                             {"er kann nicht gefördert werden: " + german.text(barred.reason)}});
}

/// Any other programme that is as good in every goal has a course that this one has not, or lacks one that it
/// has; the best programme with or without that course is then as good.
void add_alternatives(CouncilPaper& paper, const Explained& explained) {
    const auto is_equal = [](const auto& course) {
        return course.decision && course.decision->goal == Goal::order;
    };
    std::vector<std::size_t> replaced;
    for (const auto& course : explained.reasons.out) {
        if (!is_equal(course))
            continue;
        std::vector<std::string> displaced;
        for (const auto j : course.displaced)
            displaced.push_back(course_name(explained.input, j));
        replaced.insert(replaced.end(), course.displaced.begin(), course.displaced.end());
        paper.alternatives.push_back(
            displaced.empty() ? fmt::format("mit {}", course_name(explained.input, course.candidate))
                              : fmt::format("mit {} statt {}", course_name(explained.input, course.candidate),
                                            base::joined(displaced, " und ")));
    }
    for (const auto& course : explained.reasons.in)
        if (is_equal(course) && std::ranges::find(replaced, course.candidate) == replaced.end())
            paper.alternatives.push_back(
                fmt::format("ohne {}", course_name(explained.input, course.candidate)));
    paper.all_alternatives = explained.reasons.proven &&
                             explained.proposal.policy == programme::Policy::optimal &&
                             explained.programme.status == Programme::Status::optimal;
}

void add_wishes(CouncilPaper& paper, const Explained& explained, const Catalogue& german) {
    const auto& data = explained.input.data;
    for (const auto* outcome : by_association(explained)) {
        const auto& source = data.sources[outcome->need];
        paper.wishes.push_back({source.association, source.topic_name, source.priority,
                                data.instance.needs[outcome->need].persons, outcome->served,
                                open_reason(explained, *outcome, german)});
    }
}

} // namespace

CouncilPaper council_paper(const Explained& explained, const store::Store& store, base::Date today) {
    constexpr std::size_t k_shown_of_a_hash = 12;
    const auto& [input, proposal, programme, receipt, shared, reasons] = explained;
    const Catalogue german{Language::german};
    auto proof = german.text(proof_of(proposal.policy, programme));
    if (proof.front() >= 'a' && proof.front() <= 'z')
        proof.front() = static_cast<char>(proof.front() - 'a' + 'A');
    CouncilPaper paper{associations::own_contact_point(store).name,
                       store.origin().shown(proposal.id.value),
                       proposal.half_year,
                       today,
                       proposal.proposed_on,
                       proposal.adopted_on,
                       std::move(proof),
                       proposal.budget,
                       proposal.development,
                       std::ssize(input.data.offers)};
    paper.ways = {
        way(proposal.adopted_on ? "dieses Programm" : "dieser Vorschlag", programme, proposal.development),
        way("Reihenfolge des Eingangs", receipt, proposal.development),
        way(fmt::format("anteilige Kürzung auf {},{} %", shared.share_permille / 10,
                        shared.share_permille % 10),
            shared.programme, proposal.development)};
    add_courses(paper, explained, german);
    add_alternatives(paper, explained);
    for (const auto& limit : reasons.binding)
        paper.limits.push_back({std::string{german.text(name_of(limit.kind))}, limit.gain});
    for (const auto& point : reasons.budgets)
        paper.budgets.push_back({point.budget, point.weighted_persons});
    add_wishes(paper, explained, german);
    paper.provenance = fmt::format(
        "Förderregeln {} (SHA-256 {}…), Bedarfe, Kurse, Verfügungsrahmen und Vorgaben (SHA-256 {}…).",
        proposal.rules_key, proposal.rules_hash.substr(0, k_shown_of_a_hash),
        store::hex(proposal.inputs_hash).substr(0, k_shown_of_a_hash));
    return paper;
}

} // namespace ehrenamt::cli

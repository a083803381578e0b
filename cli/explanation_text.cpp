// SPDX-License-Identifier: EUPL-1.2
#include "cli/explanation.hpp"
#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using programme::CourseOut;
using programme::LimitWorth;
using programme::NeedOutcome;
using programme::Programme;

class Writer {
  public:
    Writer(const Explained& explained, const store::Store& store, const Catalogue& catalogue)
        : m_explained{explained}, m_store{store}, m_catalogue{catalogue} {}

    std::string run() {
        write_summary();
        write_courses_in();
        write_courses_out();
        write_limits();
        write_budgets();
        write_associations();
        return std::move(m_text);
    }

  private:
    void line(const base::Message& text) { m_text += m_catalogue.text(text) + '\n'; }
    void heading(base::MessageId text) { m_text += '\n' + std::string{m_catalogue.text(text)} + '\n'; }

    [[nodiscard]] const programme::Instance& instance() const { return m_explained.input.data.instance; }
    [[nodiscard]] std::string name_of(std::size_t candidate) const {
        return course_name(m_explained.input, candidate);
    }

    void write_summary() {
        const auto& [input, proposal, programme, receipt, shared, reasons] = m_explained;
        line(message("Programme {0} for {1}, proposed on {2}", m_store.origin().shown(proposal.id.value),
                     proposal.half_year, proposal.proposed_on));
        if (proposal.adopted_on)
            line(message("adopted on {0}", *proposal.adopted_on));
        line(proof_of(proposal.policy, programme));
        line(message(
            "it serves {0} {0|person|persons} of {1} {1|association|associations} ({2} weighted by priority)",
            programme.seating.persons, programme.score.associations, programme.score.weighted_persons));
        line(message("it takes {0} of the budget of {1}, own money {2}",
                     domain::Cents{programme.score.grant} + proposal.development, proposal.budget,
                     domain::Cents{programme.score.own_money}));
        line(receipt_line(receipt, proposal.development));
        line(pro_rata_line(shared));
        line(message("A person counts 3 at priority 1, 2 at priority 2 and 1 at priority 3."));
        if (!reasons.proven)
            line(message("the time was up for some of the reasons; what they cost may be less"));
    }

    void write_courses_in() {
        heading(_m("Courses of the programme"));
        for (const auto& course : m_explained.reasons.in) {
            const auto& candidate = instance().candidates[course.candidate];
            line(message("{0}: {1} {1|person|persons}, grant {2}, own money {3}", name_of(course.candidate),
                         course.persons, candidate.grant, candidate.own_money));
            line(message("  for {0}", guests_of(m_explained, course)));
            for (const auto& reason : reasons_for(course))
                line(reason);
        }
    }

    void write_courses_out() {
        heading(_m("Courses left out"));
        for (const auto& course : m_explained.reasons.out) {
            line(message("{0}: grant {1}", name_of(course.candidate),
                         instance().candidates[course.candidate].grant));
            for (const auto& reason : reasons_against(m_explained.input, course))
                line(reason);
        }
        for (const auto& barred : m_explained.input.barred) {
            m_text += barred.course.facts.reference + ' ' + barred.course.facts.title + '\n';
            line(message("  it cannot be funded: {0}", m_catalogue.text(barred.reason)));
        }
    }

    void write_limits() {
        heading(_m("What limits the programme"));
        for (const auto& limit : m_explained.reasons.binding)
            line(message("{0}: without it {1} weighted {1|person|persons} more", cli::name_of(limit.kind),
                         limit.gain));
        if (m_explained.reasons.binding.empty())
            line(message("nothing: every need that a course could serve is served"));
    }

    void write_budgets() {
        if (m_explained.reasons.budgets.empty())
            return;
        heading(_m("What another budget would serve"));
        const auto now = m_explained.programme.score.weighted_persons;
        for (const auto& point : m_explained.reasons.budgets) {
            const auto more = point.budget - m_explained.proposal.budget;
            const auto steps = more.value / programme::k_budget_step.value;
            if (steps == 0 || (std::abs(steps) > 5 && std::abs(steps) != 10 && std::abs(steps) != 20))
                continue;
            const auto gain = point.weighted_persons - now;
            line(gain == 0  ? message("{0}: as many weighted persons", point.budget)
                 : gain > 0 ? message("{0}: {1} weighted {1|person|persons} more", point.budget, gain)
                            : message("{0}: {1} weighted {1|person|persons} fewer", point.budget, -gain));
        }
    }

    void write_associations() {
        heading(_m("What each association gets"));
        std::optional<domain::AssociationId> last;
        for (const auto* outcome : by_association(m_explained)) {
            const auto& need = instance().needs[outcome->need];
            const auto& source = m_explained.input.data.sources[outcome->need];
            if (last != need.association)
                m_text += source.association + '\n';
            last = need.association;
            const auto open = open_reason(m_explained, *outcome, m_catalogue);
            line(open.empty() ? message("  {0}: {1} of {2} {2|person|persons}", source.topic_name,
                                        outcome->served, need.persons)
                              : message("  {0}: {1} of {2} {2|person|persons}; {3}", source.topic_name,
                                        outcome->served, need.persons, open));
        }
    }

    const Explained& m_explained;
    const store::Store& m_store;
    const Catalogue& m_catalogue;
    std::string m_text;
};

// What the best programme with a course, or without it, is behind in.
base::Message decision_line(const programme::Decision& decision) {
    switch (decision.goal) {
    case programme::Goal::associations:
        return message("  the best programme that does serves {0} {0|association|associations} fewer",
                       decision.by);
    case programme::Goal::own_money:
        return message("  the best programme that does needs {0} more own money", domain::Cents{decision.by});
    case programme::Goal::grant:
        return message("  the best programme that does takes {0} more of the budget",
                       domain::Cents{decision.by});
    default:
        return message("  that is equally good in every goal; the order of registration decided");
    }
}

} // namespace

std::int64_t gap_permille(std::int64_t served, std::int64_t bound) {
    constexpr std::int64_t k_permille = 1000;
    const auto whole = std::max<std::int64_t>(served, 1);
    return ((bound - served) * k_permille + whole - 1) / whole;
}

base::Message proof_of(programme::Policy policy, const Programme& programme) {
    const auto more = programme.bound - programme.score.weighted_persons;
    if (policy == programme::Policy::first_come)
        return message("granted in order of receipt: the best programme would serve {0} weighted "
                       "{0|person|persons} more",
                       more);
    if (policy == programme::Policy::pro_rata)
        return message("all that can be held is granted, each its share; what is cut is own money");
    if (programme.status == Programme::Status::optimal)
        return message("proven: no other programme serves more persons, weighted by priority");
    if (more == 0)
        return programme.interrupted ? message("no other programme serves more persons, weighted by "
                                               "priority; stopped before the later "
                                               "goals were settled")
                                     : message("no other programme serves more persons, weighted by "
                                               "priority; the search ended before the "
                                               "later goals were settled");
    const auto gap = gap_permille(programme.score.weighted_persons, programme.bound);
    return programme.interrupted
               ? message(
                     "stopped: at most {0} weighted {0|person|persons} more could be served (gap {1}.{2} %)",
                     more, gap / 10, gap % 10)
               : message("the search ended before a proof: at most {0} weighted {0|person|persons} more "
                         "could be served (gap "
                         "{1}.{2} "
                         "%)",
                         more, gap / 10, gap % 10);
}

std::string course_name(const ProgrammeInput& input, std::size_t candidate) {
    const auto& facts = input.data.offers[candidate].course.facts;
    return facts.reference + ' ' + facts.title;
}

base::Message reason_left_out(const ProgrammeInput& input, const CourseOut& course) {
    const auto& candidate = input.data.instance.candidates[course.candidate];
    std::vector<std::string> displaced;
    for (const auto j : course.displaced)
        displaced.push_back(course_name(input, j));
    switch (course.reason) {
    case CourseOut::Reason::locked_out:
        return message("  it had to be left out");
    case CourseOut::Reason::no_need:
        return message("  nobody who asked for its topic can come");
    case CourseOut::Reason::minimum_unreachable:
        return message("  {0} {0|person|persons} could come, it needs {1}",
                       std::min(course.reachable_persons, candidate.capacity), candidate.minimum);
    case CourseOut::Reason::above_budget:
        return message("  it takes {0}, more than the budget leaves beside what must be in", candidate.grant);
    case CourseOut::Reason::clashes_with_lock:
        return message("  it cannot be held beside the courses that must be in");
    case CourseOut::Reason::later_goal:
        return course.displaced.empty()
                   ? message("  with it not more weighted persons could be served; a later goal decided")
                   : message("  it would displace {0} and serve as many weighted persons; a later goal "
                             "decided",
                             base::joined(displaced, ", "));
    case CourseOut::Reason::gains_persons:
        return message("  with it: {0} weighted {0|person|persons} more", -course.loss);
    case CourseOut::Reason::costs_persons:
        break;
    }
    return course.displaced.empty()
               ? message("  with it: {0} weighted {0|person|persons} fewer", course.loss)
               : message("  with it: {0} weighted {0|person|persons} fewer; it would displace {1}",
                         course.loss, base::joined(displaced, ", "));
}

std::vector<base::Message> reasons_for(const programme::CourseIn& course) {
    std::vector<base::Message> lines;
    if (course.locked)
        lines.push_back(message("  it had to be in"));
    lines.push_back(
        course.loss_without > 0
            ? message("  without it: {0} weighted {0|person|persons} fewer", course.loss_without)
        : course.loss_without == 0
            ? message("  without it as many weighted persons could be served; a later goal decided")
            : message("  without it: {0} weighted {0|person|persons} more", -course.loss_without));
    if (course.decision)
        lines.push_back(decision_line(*course.decision));
    return lines;
}

std::vector<base::Message> reasons_against(const ProgrammeInput& input, const CourseOut& course) {
    std::vector<base::Message> lines{reason_left_out(input, course)};
    if (course.decision)
        lines.push_back(decision_line(*course.decision));
    return lines;
}

base::Message receipt_line(const Programme& receipt, domain::Cents development) {
    return message("order of receipt would serve {0} {0|person|persons} of {1} {1|association|associations} "
                   "({2} weighted) for {3}",
                   receipt.seating.persons, receipt.score.associations, receipt.score.weighted_persons,
                   domain::Cents{receipt.score.grant} + development);
}

base::Message pro_rata_line(const programme::ProRata& shared) {
    return message("pro rata would serve {0} {0|person|persons} of {1} {1|association|associations} ({2} "
                   "weighted), pay {3} % of each grant and need {4} own money",
                   shared.programme.seating.persons, shared.programme.score.associations,
                   shared.programme.score.weighted_persons, shared.share_permille / 10,
                   domain::Cents{shared.programme.score.own_money});
}

std::string guests_of(const Explained& explained, const programme::CourseIn& course) {
    const auto& data = explained.input.data;
    std::vector<std::string> guests;
    for (const auto pair : course.pairs)
        guests.push_back(fmt::format("{} ({})", data.sources[data.instance.reach[pair].need].association,
                                     explained.programme.seating.seats[pair]));
    return base::joined(guests, ", ");
}

base::MessageId name_of(LimitWorth::Kind kind) {
    static const std::map<LimitWorth::Kind, base::MessageId> k_names = {
        {LimitWorth::Kind::budget, _m("the budget")},
        {LimitWorth::Kind::minimum, _m("the fewest participants of a course")},
        {LimitWorth::Kind::capacity, _m("the places of the courses")},
        {LimitWorth::Kind::trainers, _m("trainers at one place at a time")},
        {LimitWorth::Kind::rooms, _m("rooms given once at a time")},
        {LimitWorth::Kind::at_most, _m("the number of courses allowed")},
        {LimitWorth::Kind::locks, _m("the courses that had to be in or out")}};
    return k_names.at(kind);
}

std::string open_reason(const Explained& explained, const NeedOutcome& outcome, const Catalogue& catalogue) {
    const auto& instance = explained.input.data.instance;
    const auto& need = instance.needs[outcome.need];
    std::vector<std::string> references;
    for (const auto& pair : instance.reach)
        if (pair.need == outcome.need)
            references.push_back(explained.input.data.offers[pair.candidate].course.facts.reference);
    for (const auto& barred : explained.input.barred)
        if (outcome.reason == NeedOutcome::Reason::no_course && barred.course.facts.topic == need.topic)
            return catalogue.text(message("the course {0} cannot be funded", barred.course.facts.reference));
    switch (outcome.reason) {
    case NeedOutcome::Reason::served:
        return {};
    case NeedOutcome::Reason::course_full:
        return std::string{catalogue.text(_m("the course is full"))};
    case NeedOutcome::Reason::not_chosen:
        return catalogue.text(message("not in the programme: {0}", base::joined(references, ", ")));
    case NeedOutcome::Reason::out_of_reach:
        return std::string{catalogue.text(_m("its courses are too far away or at another time"))};
    case NeedOutcome::Reason::no_course:
        break;
    }
    return std::string{catalogue.text(_m("nobody offers it"))};
}

std::vector<const NeedOutcome*> by_association(const Explained& explained) {
    const auto& data = explained.input.data;
    std::vector<std::pair<std::pair<std::string, domain::AssociationId>, const NeedOutcome*>> sorted;
    for (const auto& outcome : explained.reasons.needs)
        sorted.push_back({{base::sort_key(data.sources[outcome.need].association),
                           data.instance.needs[outcome.need].association},
                          &outcome});
    std::ranges::stable_sort(sorted, {}, [](const auto& one) { return one.first; });
    std::vector<const NeedOutcome*> outcomes;
    for (const auto& one : sorted)
        outcomes.push_back(one.second);
    return outcomes;
}

std::string explanation_text(const Explained& explained, const store::Store& store,
                             const Catalogue& catalogue) {
    return Writer{explained, store, catalogue}.run();
}

} // namespace ehrenamt::cli

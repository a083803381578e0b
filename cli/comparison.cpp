// SPDX-License-Identifier: EUPL-1.2
#include "cli/comparison.hpp"

#include "ehrenamt/base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using programme::CourseChange;
using Json = nlohmann::ordered_json;

std::int64_t courses_in(const ComparedProgramme& side) {
    return std::count(side.programme.chosen.begin(), side.programme.chosen.end(), true);
}

domain::Cents taken(const ComparedProgramme& side) {
    return domain::Cents{side.programme.score.grant} + side.input.data.instance.fixed_cost;
}

const programme::CourseFacts& facts_of(const Compared& compared, const CourseChange& change) {
    return change.after ? compared.after.input.data.offers[*change.after].course.facts
                        : compared.before.input.data.offers[change.before.value()].course.facts;
}

Table figures(const Compared& compared) {
    Table table{{{"figure", _m("figure")},
                 {"before", _m("before")},
                 {"after", _m("after")},
                 {"change", _m("change")}}};
    const auto& [one, other, changes] = compared;
    const auto count = [&](base::MessageId name, std::int64_t before, std::int64_t after) {
        table.rows.push_back({name, before, after, after - before});
    };
    const auto money = [&](base::MessageId name, domain::Cents before, domain::Cents after) {
        table.rows.push_back({name, before, after, after - before});
    };
    const auto& was = one.programme;
    const auto& is = other.programme;
    count(_m("courses"), courses_in(one), courses_in(other));
    count(_m("persons"), was.seating.persons, is.seating.persons);
    count(_m("weighted persons"), was.score.weighted_persons, is.score.weighted_persons);
    count(_m("associations"), was.score.associations, is.score.associations);
    money(_m("budget"), one.input.data.instance.budget, other.input.data.instance.budget);
    money(_m("taken"), taken(one), taken(other));
    money(_m("own money"), domain::Cents{was.score.own_money}, domain::Cents{is.score.own_money});
    return table;
}

// Why a course is not in the programme of that side.
base::Message absence(const ComparedProgramme& side, domain::CourseId id, const Catalogue& catalogue) {
    for (const auto& barred : side.input.barred)
        if (barred.course.id == id)
            return message("  it cannot be funded: {0}", catalogue.text(barred.reason));
    if (side.supposed_policy == programme::Policy::pro_rata)
        return message(
            "  too few persons, or its trainer, its room or its persons went to earlier registered courses");
    if (side.supposed_policy == programme::Policy::first_come)
        return message("  earlier registered courses took its money, its trainer, its room or its persons");
    for (const auto& course : side.reasons.out)
        if (side.input.data.instance.candidates[course.candidate].id == id)
            return reason_left_out(side.input, course);
    return message("  it was not registered then");
}

class Writer {
  public:
    Writer(const Compared& compared, const Output& out) : m_compared{compared}, m_out{out} {}

    std::string run() {
        line(message("before: {0}", catalogue().text(m_compared.before.title)));
        line(message("after: {0}", catalogue().text(m_compared.after.title)));
        m_text += '\n' + m_out.laid_out(figures(m_compared));
        write_courses(_m("No longer in the programme"),
                      [](const CourseChange& change) { return change.was_in && !change.is_in; });
        write_courses(_m("New in the programme"),
                      [](const CourseChange& change) { return !change.was_in && change.is_in; });
        write_courses(_m("In both, with other persons or money"), [&](const CourseChange& change) {
            return change.was_in && change.is_in && differs(change);
        });
        write_associations();
        return std::move(m_text);
    }

  private:
    [[nodiscard]] const Catalogue& catalogue() const { return m_out.catalogue(); }
    void line(const base::Message& text) { m_text += catalogue().text(text) + '\n'; }

    [[nodiscard]] const programme::Candidate& before(const CourseChange& change) const {
        return m_compared.before.input.data.instance.candidates[change.before.value()];
    }
    [[nodiscard]] const programme::Candidate& after(const CourseChange& change) const {
        return m_compared.after.input.data.instance.candidates[change.after.value()];
    }
    [[nodiscard]] bool differs(const CourseChange& change) const {
        return change.persons_before != change.persons_after || before(change).grant != after(change).grant ||
               before(change).own_money != after(change).own_money;
    }

    template <class Wanted>
    void write_courses(base::MessageId title, Wanted wanted) {
        bool first = true;
        for (const auto& change : m_compared.changes.courses) {
            if (!wanted(change))
                continue;
            if (std::exchange(first, false))
                m_text += '\n' + std::string{catalogue().text(title)} + '\n';
            write_course(change);
        }
    }

    void write_course(const CourseChange& change) {
        const auto& facts = facts_of(m_compared, change);
        const auto name = facts.reference + ' ' + facts.title;
        if (change.was_in && change.is_in) {
            line(message(
                "{0}: {1} {1|person|persons}, before {2}; grant {3}, before {4}; own money {5}, before {6}",
                name, change.persons_after, change.persons_before, after(change).grant, before(change).grant,
                after(change).own_money, before(change).own_money));
            return;
        }
        const auto& its = change.is_in ? after(change) : before(change);
        line(message("{0}: {1} {1|person|persons}, grant {2}, own money {3}", name,
                     change.is_in ? change.persons_after : change.persons_before, its.grant, its.own_money));
        line(absence(change.is_in ? m_compared.before : m_compared.after, change.id, catalogue()));
    }

    [[nodiscard]] std::string name_of(domain::AssociationId id) const {
        for (const auto* side : {&m_compared.before, &m_compared.after})
            for (std::size_t i = 0; i < side->input.data.sources.size(); ++i)
                if (side->input.data.instance.needs[i].association == id)
                    return side->input.data.sources[i].association;
        return store::long_id(id.value);
    }

    void write_associations() {
        std::vector<std::pair<std::string, const programme::AssociationChange*>> sorted;
        for (const auto& change : m_compared.changes.associations)
            sorted.emplace_back(name_of(change.id), &change);
        std::ranges::sort(sorted, {}, [](const auto& one) {
            return std::pair{base::sort_key(one.first), one.second->id};
        });
        if (!sorted.empty())
            m_text += '\n' + std::string{catalogue().text(_m("Associations that get more or less"))} + '\n';
        for (const auto& [name, change] : sorted)
            line(message("{0}: {1} {1|person|persons}, before {2}", name, change->persons_after,
                         change->persons_before));
    }

    const Compared& m_compared;
    const Output& m_out;
    std::string m_text;
};

Json side_json(const ComparedProgramme& side, const Catalogue& catalogue) {
    return {{"title", catalogue.text(side.title)},
            {"status", side.programme.status == programme::Programme::Status::optimal ? "optimal" : "limit"},
            {"courses", courses_in(side)},
            {"persons", side.programme.seating.persons},
            {"weighted_persons", side.programme.score.weighted_persons},
            {"associations", side.programme.score.associations},
            {"budget_cents", side.input.data.instance.budget.value},
            {"taken_cents", taken(side).value},
            {"own_money_cents", side.programme.score.own_money}};
}

} // namespace

std::string comparison_text(const Compared& compared, const Output& out) {
    return Writer{compared, out}.run();
}

Table comparison_rows(const Compared& compared) {
    Table table{{{"id", _m("no.")},
                 {"reference", _m("course")},
                 {"title", _m("title")},
                 {"in_before", _m("in before")},
                 {"in_after", _m("in after")},
                 {"persons_before", _m("persons before")},
                 {"persons_after", _m("persons after")}}};
    for (const auto& change : compared.changes.courses) {
        const auto& facts = facts_of(compared, change);
        table.rows.push_back({RecordId{change.id.value}, facts.reference, facts.title, change.was_in,
                              change.is_in, change.persons_before, change.persons_after});
    }
    return table;
}

nlohmann::ordered_json comparison_json(const Compared& compared, const Catalogue& catalogue) {
    Json object{{"before", side_json(compared.before, catalogue)},
                {"after", side_json(compared.after, catalogue)}};
    auto& courses = object["courses"] = Json::array();
    for (const auto& change : compared.changes.courses) {
        const auto& facts = facts_of(compared, change);
        Json course{{"id", store::long_id(change.id.value)},
                    {"reference", facts.reference},
                    {"title", facts.title},
                    {"in_before", change.was_in},
                    {"in_after", change.is_in},
                    {"persons_before", change.persons_before},
                    {"persons_after", change.persons_after}};
        if (change.was_in != change.is_in) {
            const auto reason = catalogue.text(
                absence(change.is_in ? compared.before : compared.after, change.id, catalogue));
            course["reason"] = reason.substr(reason.find_first_not_of(' '));
        }
        courses.push_back(std::move(course));
    }
    auto& associations = object["associations"] = Json::array();
    for (const auto& change : compared.changes.associations)
        associations.push_back({{"id", store::long_id(change.id.value)},
                                {"persons_before", change.persons_before},
                                {"persons_after", change.persons_after}});
    return object;
}

} // namespace ehrenamt::cli

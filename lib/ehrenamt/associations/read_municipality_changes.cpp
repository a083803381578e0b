// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/municipality_changes.hpp"
#include "ehrenamt/base/error.hpp"

#include <algorithm>

namespace ehrenamt::associations {
namespace {

using base::message;
using base::Problem;

/// A row of the file with the places of the cells that can be wrong.
struct Line {
    MunicipalityChange change;
    std::optional<base::Date> day;
    base::Place old_ags, new_ags, old_name, new_name, day_cell;
};

/// A key as it would be after the lines so far.
struct KeyState {
    std::vector<std::string> names; ///< short and official
    std::optional<base::Date> begins;
    std::optional<base::Date> ends;

    [[nodiscard]] bool is_called(const std::string& name) const {
        return std::any_of(names.begin(), names.end(), [&](const std::string& one) {
            return formats::heading_key(one) == formats::heading_key(name);
        });
    }
};

class Checker {
  public:
    explicit Checker(const store::Store& store) : m_known{store} {
        for (const auto& [ags, one] : m_known.all())
            m_keys[ags.text()] = {{one.name, one.official_name}, one.valid_from, one.valid_to};
        for (const auto& change : m_known.changes())
            if (const auto day = base::Date::parse(change.day); change.planned && day)
                apply(change, *day);
    }

    std::vector<Problem> problems;

    [[nodiscard]] bool is_known(const MunicipalityChange& change) const {
        return std::any_of(m_known.changes().begin(), m_known.changes().end(), [&](const auto& other) {
            return other.old_ags == change.old_ags && other.new_ags == change.new_ags &&
                   other.day == change.day && (!change.renames_only() || other.old_name == change.old_name);
        });
    }

    void check(const Line& line) {
        const auto before = problems.size();
        check_old(line);
        if (line.change.renames_only())
            check_renaming(line);
        else
            check_new(line);
        if (problems.size() == before)
            apply(line.change, *line.day);
    }

    /// A successor that ends itself on the day or before it takes nothing over.
    void check_end(const Line& line) {
        const bool told = std::any_of(problems.begin(), problems.end(), [&](const base::Problem& problem) {
            return problem.place.line == line.new_ags.line && problem.place.column == line.new_ags.column;
        });
        if (told)
            return;
        if (const auto& ends = m_keys[line.change.new_ags].ends; ends && *ends < *line.day)
            refuse(line.new_ags, "changes.gap",
                   message("{0} ends on {1} itself and cannot take over on {2}", line.change.new_ags, *ends,
                           *line.day));
    }

  private:
    void refuse(const base::Place& place, std::string rule, base::Message what) {
        problems.push_back({std::move(rule), std::move(what), place, {}});
    }

    void apply(const MunicipalityChange& change, base::Date day) {
        auto& next = m_keys[change.new_ags];
        if (change.renames_only() || next.names.empty())
            next.names = {change.new_name, change.new_name.substr(0, change.new_name.find(", "))};
        if (change.renames_only())
            return;
        if (!m_known.find(*domain::Ags::parse(change.new_ags)) && !next.begins)
            next.begins = day;
        m_keys[change.old_ags].ends = day.plus_days(-1);
    }

    void check_old(const Line& line) {
        const auto found = m_keys.find(line.change.old_ags);
        if (found == m_keys.end())
            return refuse(line.old_ags, "municipality.unknown",
                          message("there is no municipality {0} in Hesse", line.change.old_ags));
        const auto& state = found->second;
        if (state.ends)
            return refuse(line.old_ags, "changes.ended",
                          message("{0} ends on {1} already", line.change.old_ags, *state.ends));
        if (state.begins && *state.begins > *line.day)
            return refuse(line.day_cell, "changes.not_yet",
                          message("{0} only begins on {1}", line.change.old_ags, *state.begins));
        check_name(line.old_name, line.change.old_ags, state, line.change.old_name);
    }

    void check_name(const base::Place& place, const std::string& ags, const KeyState& state,
                    const std::string& name) {
        if (!state.is_called(name))
            refuse(place, "changes.name", message("{0} is '{1}', not '{2}'", ags, state.names.front(), name));
    }

    void check_renaming(const Line& line) {
        if (line.change.old_name == line.change.new_name)
            refuse(line.new_name, "changes.nothing", message("neither the key nor the name changes"));
    }

    void check_new(const Line& line) {
        const auto& ags = line.change.new_ags;
        const auto found = m_keys.find(ags);
        if (found == m_keys.end() || found->second.names.empty()) {
            const bool independent = ags.ends_with("000");
            if (!independent && m_known.district_title(ags.substr(0, 5)).empty())
                refuse(line.new_ags, "changes.district",
                       message("there is no district {0} for {1}", ags.substr(0, 5), ags));
            return;
        }
        const auto& state = found->second;
        if (state.ends && *state.ends < *line.day)
            return refuse(line.new_ags, "changes.given_again",
                          message("{0} ended on {1}; a key that ended is not given again", ags, *state.ends));
        if (state.begins && *state.begins > *line.day)
            return refuse(line.day_cell, "changes.gap",
                          message("{0} only begins on {1}; nobody would have its tasks from {2} until then",
                                  ags, *state.begins, *line.day));
        check_name(line.new_name, ags, state, line.change.new_name);
    }

    Municipalities m_known;
    std::map<std::string, KeyState> m_keys;
};

std::string hessian_key(formats::Row& row, std::string_view field) {
    const auto ags = row.value(field, domain::Ags::parse);
    if (ags && !ags->in_hesse())
        row.refuse(field, "municipality.unknown", message("there is no municipality {0} in Hesse", *ags));
    return ags ? ags->text() : std::string{};
}

Line read_line(formats::Row& row) {
    Line line;
    auto& change = line.change;
    change.day = row.line_of_text("day");
    change.kind = row.line_of_text("kind");
    change.old_ags = hessian_key(row, "old_ags");
    change.old_name = row.line_of_text("old_name");
    change.new_ags = hessian_key(row, "new_ags");
    change.new_name = row.line_of_text("new_name");
    change.evidence = row.line_of_text("evidence");
    line.old_ags = row.place("old_ags");
    line.new_ags = row.place("new_ags");
    line.old_name = row.place("old_name");
    line.new_name = row.place("new_name");
    line.day_cell = row.place("day");
    return line;
}

} // namespace

const std::vector<formats::Field>& municipality_change_fields() {
    using base::_m;
    static const std::vector<formats::Field> k_fields = {
        {"day", true, {"datum", "stichtag"}, _m("first day on which it is so")},
        {"kind", true, {"art"}, _m("what happens: Zusammenschluss, Eingliederung …")},
        {"old_ags", true, {"ags_alt"}, _m("key that ends")},
        {"old_name", true, {"name_alt"}, _m("name that ends")},
        {"new_ags", true, {"ags_neu"}, _m("key in its place")},
        {"new_name", true, {"name_neu"}, _m("name in its place")},
        {"evidence", true, {"beleg", "quelle"}, _m("where this is from")},
    };
    return k_fields;
}

ReadChanges read_municipality_changes(const store::Store& store, formats::ImportReader& import) {
    Checker checker{store};
    ReadChanges result;
    std::vector<Line> lines;
    while (auto* row = import.next()) {
        auto line = read_line(*row);
        if (row->ok() && checker.is_known(line.change)) {
            ++result.same;
            continue;
        }
        line.day = row->date("day");
        if (row->ok()) {
            line.change.day = line.day->iso();
            lines.push_back(std::move(line));
        }
    }
    // A day in the German form is known by its ISO form only now.
    result.same += static_cast<std::int64_t>(
        std::erase_if(lines, [&](const Line& line) { return checker.is_known(line.change); }));
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.day < b.day; });
    for (const auto& line : lines)
        checker.check(line);
    for (const auto& line : lines)
        if (!line.change.renames_only())
            checker.check_end(line);
    auto problems = import.problems();
    problems.insert(problems.end(), checker.problems.begin(), checker.problems.end());
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    for (auto& line : lines)
        result.fresh.push_back(std::move(line.change));
    return result;
}

} // namespace ehrenamt::associations

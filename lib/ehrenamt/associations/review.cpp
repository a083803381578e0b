// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/review.hpp"

#include "ehrenamt/base/text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace ehrenamt::associations {
namespace {

using base::_m;
using base::message;
using base::Problem;
using domain::AssociationId;
using formats::Choice;

enum class Decision { merge, different };
enum class Keep { first, second };

const std::vector<Choice>& decisions() {
    static const std::vector<Choice> k_decisions = {
        {"merge", {"zusammenführen", "gleich", "ja", "same", "yes"}},
        {"different", {"verschieden", "nein", "no"}},
    };
    return k_decisions;
}

const std::vector<Choice>& keeps() {
    static const std::vector<Choice> k_keeps = {{"first", {"erster", "erste", "1"}},
                                                {"second", {"zweiter", "zweite", "2"}}};
    return k_keeps;
}

struct Decided {
    formats::RowPlace where;
    Decision decision;
    std::optional<Keep> keep;
    AssociationId first, second;
};

std::pair<std::int64_t, std::int64_t> ordered(AssociationId a, AssociationId b) {
    return std::minmax(a.value, b.value);
}

/// Associations that the rows together make one.
class Clusters {
  public:
    std::int64_t of(std::int64_t id) {
        auto at = m_parents.try_emplace(id, id).first;
        while (at->second != at->first)
            at = m_parents.find(at->second);
        return at->first;
    }
    void join(std::int64_t a, std::int64_t b) { m_parents[of(a)] = of(b); }

  private:
    std::map<std::int64_t, std::int64_t> m_parents;
};

class Review {
  public:
    Review(store::Store& store, store::ChangeSet& change, formats::ImportReader& reader, base::Date today)
        : m_store{store}, m_reader{reader}, m_merger{store, change, today} {}

    ReviewSummary run(const std::function<void(double)>& pause) {
        while (formats::Row* row = m_reader.next())
            read(*row);
        find_contradictions();
        for (std::size_t i = 0; i < m_decided.size(); ++i) {
            pause(static_cast<double>(i) / static_cast<double>(m_decided.size()));
            if (!m_reader.is_rejected(m_decided[i].where.line))
                carry_out(m_decided[i]);
        }
        m_summary.read = m_reader.rows_read();
        m_summary.rejected = m_reader.rows_rejected();
        return m_summary;
    }

  private:
    [[nodiscard]] std::optional<AssociationId> association(formats::Row& row, const char* field) {
        const auto text = row.text(field);
        if (text.empty())
            return std::nullopt; // told by the reader
        const auto id = m_store.origin().parse_id(text);
        if (!id) {
            row.refuse(field, id.problem().rule, id.problem().message);
            return std::nullopt;
        }
        if (!m_merger.current({*id})) {
            row.refuse(field, "association.unknown",
                       message("there is no association {0}", base::printable(text)));
            return std::nullopt;
        }
        return AssociationId{*id};
    }

    void read(formats::Row& row) {
        const auto decision = row.choice("decision", decisions());
        const auto keep = row.choice("keep", keeps());
        if (!decision) {
            m_summary.undecided += row.ok() ? 1 : 0;
            return;
        }
        const auto first = association(row, "first_id");
        const auto second = association(row, "second_id");
        if (!row.ok() || !first || !second)
            return;
        if (*first == *second) {
            row.refuse("second_id", "merge.self", message("the same association stands on both sides"));
            return;
        }
        const Decided decided{row.where(), static_cast<Decision>(*decision),
                              keep ? std::optional{static_cast<Keep>(*keep)} : std::nullopt, *first, *second};
        if (done_already(decided)) {
            ++m_summary.done_already;
            return;
        }
        check_state(row, "first_id", "first_state", *first);
        check_state(row, "second_id", "second_state", *second);
        if (row.ok())
            m_decided.push_back(decided);
    }

    [[nodiscard]] bool done_already(const Decided& decided) const {
        const auto first = *m_merger.current(decided.first);
        const auto second = *m_merger.current(decided.second);
        if (decided.decision == Decision::merge)
            return first == second;
        return m_merger.kept_apart(first, second);
    }

    /// The list says how the association stood when it was made.
    void check_state(formats::Row& row, const char* field, const char* state_field, AssociationId id) {
        const auto now = *m_merger.current(id);
        if (now != id) {
            row.refuse(field, "merge.gone",
                       message("association {0} was merged into {1} since the list was made; make a new one: "
                               "ehrenamt find-duplicates",
                               m_store.origin().shown(id.value), m_store.origin().shown(now.value)));
            return;
        }
        const auto state = row.text(state_field);
        if (!state.empty() && state != state_of(m_store, id))
            row.refuse(
                field, "merge.changed",
                message("association {0} was changed since the list was made; look at it again in a new one: "
                        "ehrenamt find-duplicates",
                        m_store.origin().shown(id.value)));
    }

    void reject(const formats::RowPlace& where, Problem problem) {
        problem.place = m_reader.place(where.line);
        m_reader.reject(where, std::move(problem));
    }

    void find_contradictions() {
        Clusters clusters;
        std::set<std::pair<std::int64_t, std::int64_t>> said;
        for (const auto& row : m_decided)
            if (row.decision == Decision::merge) {
                clusters.join(row.first.value, row.second.value);
                said.insert(ordered(row.first, row.second));
            }
        for (const auto& row : m_decided)
            if (row.decision == Decision::different &&
                clusters.of(row.first.value) == clusters.of(row.second.value))
                reject(row.where, {"merge.contradiction",
                                   message("these two are told apart here, but other rows make them one")});
        for (const auto& [one, other] : pairs_told_apart(m_store)) {
            if (clusters.of(one) != clusters.of(other) || said.contains({one, other}))
                continue;
            const auto row =
                std::find_if(m_decided.begin(), m_decided.end(), [id = one](const Decided& decided) {
                    return decided.decision == Decision::merge &&
                           (decided.first.value == id || decided.second.value == id);
                });
            if (row != m_decided.end() && !m_reader.is_rejected(row->where.line))
                reject(row->where,
                       {"merge.contradiction",
                        message("together with other rows this makes {0} and {1} one, which were told "
                                "apart earlier",
                                m_store.origin().shown(one), m_store.origin().shown(other))});
        }
    }

    void carry_out(const Decided& row) {
        const auto first = *m_merger.current(row.first);
        const auto second = *m_merger.current(row.second);
        if (row.decision == Decision::different) {
            ++(m_merger.keep_apart(first, second) ? m_summary.told_apart : m_summary.done_already);
            return;
        }
        if (first == second) { // by other rows
            ++m_summary.done_already;
            return;
        }
        const auto survivor = !row.keep                  ? m_merger.preferred(first, second)
                              : *row.keep == Keep::first ? first
                                                         : second;
        auto problems = m_merger.merge(survivor, survivor == first ? second : first);
        if (problems.empty())
            ++m_summary.merged;
        else
            for (auto& problem : problems)
                reject(row.where, std::move(problem));
    }

    store::Store& m_store;
    formats::ImportReader& m_reader;
    Merger m_merger;
    std::vector<Decided> m_decided;
    ReviewSummary m_summary;
};

} // namespace

std::set<std::pair<std::int64_t, std::int64_t>> pairs_told_apart(const store::Store& store) {
    SQLite::Statement query{store.db(), "SELECT first, second FROM association_distinct"};
    std::set<std::pair<std::int64_t, std::int64_t>> pairs;
    while (query.executeStep())
        pairs.emplace(query.getColumn(0).getInt64(), query.getColumn(1).getInt64());
    return pairs;
}

const std::vector<formats::Field>& review_fields() {
    static const std::vector<formats::Field> k_fields = {
        {"decision", false, {"Entscheidung"}, _m("merge, different, or blank")},
        {"keep", false, {"behalten"}, _m("which of the two stays: first or second")},
        {"first_id", true, {}, _m("number of the first association")},
        {"second_id", true, {}, _m("number of the second association")},
        {"first_state", false, {}, _m("fingerprint of the first")},
        {"second_state", false, {}, _m("fingerprint of the second")},
    };
    return k_fields;
}

ReviewSummary carry_out(store::Store& store, store::ChangeSet& change, formats::ImportReader& reader,
                        base::Date today, const std::function<void(double)>& pause) {
    return Review{store, change, reader, today}.run(pause);
}

} // namespace ehrenamt::associations

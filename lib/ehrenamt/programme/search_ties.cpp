// SPDX-License-Identifier: EUPL-1.2
// Search: the later goals, among the programmes that are best in the first.
#include "ehrenamt/programme/optimise.hpp"
#include "ehrenamt/programme/search_grow.hpp"

#include <bit>
#include <tuple>

namespace ehrenamt::programme {
namespace {

using Words = std::vector<std::uint64_t>;

void insert(Words& set, std::size_t position) {
    set[position / 64] |= std::uint64_t{1} << (position % 64);
}

bool contains(const Words& set, std::size_t position) {
    return (set[position / 64] >> (position % 64) & 1U) != 0;
}

bool is_within(const Words& one, const Words& other) {
    for (std::size_t i = 0; i < one.size(); ++i)
        if ((one[i] & ~other[i]) != 0)
            return false;
    return true;
}

Words united(Words one, const Words& other) {
    for (std::size_t i = 0; i < one.size(); ++i)
        one[i] |= other[i];
    return one;
}

std::int64_t size(const Words& set) {
    std::int64_t count = 0;
    for (const auto word : set)
        count += std::popcount(word);
    return count;
}

/// One group by itself: its needs and courses as an instance of their own.
Instance part_of(const Instance& whole, const Group& group) {
    const auto number = [](const std::vector<std::size_t>& all, std::size_t one) {
        return static_cast<std::size_t>(std::ranges::lower_bound(all, one) - all.begin());
    };
    Instance part;
    for (const auto i : group.needs)
        part.needs.push_back(whole.needs[i]);
    for (const auto j : group.courses)
        part.candidates.push_back(whole.candidates[j]);
    for (const auto pair : group.pairs)
        part.reach.push_back({number(group.needs, whole.reach[pair].need),
                              number(group.courses, whole.reach[pair].candidate)});
    return part;
}

/// Whether any seating for the most weighted persons serves the association: it does if counting one person
/// of it a little more makes the most greater.
bool may_be_served(Instance part, const Selection& chosen, domain::AssociationId association) {
    for (auto& need : part.needs)
        need.weight *= 2;
    const auto without = most_weighted_seats(part, chosen);
    const auto needs = part.needs.size();
    const auto pairs = part.reach.size();
    for (std::size_t i = 0; i < needs; ++i)
        if (part.needs[i].association == association) {
            auto first = part.needs[i];
            first.persons = 1;
            ++first.weight;
            --part.needs[i].persons;
            for (std::size_t pair = 0; pair < pairs; ++pair)
                if (part.reach[pair].need == i)
                    part.reach.push_back({part.needs.size(), part.reach[pair].candidate});
            part.needs.push_back(std::move(first));
        }
    return most_weighted_seats(part, chosen) > without;
}

} // namespace

// A partial programme among those for the same weighted persons, with what the later goals need.
struct Search::TieLabel : Label {
    std::int64_t own_money = 0;
    Words certain;  ///< associations that are all served at once
    Words possible; ///< these and those that a place in `unsure` may serve
    std::vector<Place> unsure;

    void add(const Pattern& pattern, const Place& place, const Reached& its) {
        own_money += pattern.own_money;
        possible = united(std::move(possible), its.associations);
        if (its.all_at_once)
            certain = united(std::move(certain), its.associations);
        else
            unsure.push_back(place);
    }

    // The other is needless then. This one is not behind in money, in courses that it blocks and in
    // associations that it surely serves, and either ahead in money or not behind in order: whatever
    // completes the other completes this one, to a programme that is not behind in any goal.
    [[nodiscard]] bool replaces(const TieLabel& other) const {
        if (persons < other.persons || grant > other.grant || own_money > other.own_money ||
            count > other.count || !blocked.is_within(other.blocked))
            return false;
        const bool serves_as_many = (unsure.empty() && is_within(other.possible, certain)) ||
                                    (unsure == other.unsure && is_within(other.certain, certain));
        return serves_as_many &&
               (grant < other.grant || own_money < other.own_money || courses >= other.courses);
    }
};

std::size_t Search::number_of(domain::AssociationId association) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(m_associations, association) -
                                    m_associations.begin());
}

const Search::Reached& Search::reached(const Place& place) {
    if (const auto known = m_reached.find(place); known != m_reached.end())
        return known->second;
    const auto& group = m_groups[place.group];
    const auto& pattern = group.patterns[place.pattern];
    const auto part = part_of(*m_instance, group);
    Selection chosen;
    for (const auto j : group.courses)
        chosen.push_back(pattern.courses.contains(j));
    const auto seating = best_seating(part, chosen).value();
    Reached result{Words((m_associations.size() + 63) / 64)};
    for (std::size_t i = 0; i < part.reach.size(); ++i)
        if (seating.seats[i] > 0)
            insert(result.associations, number_of(part.needs[part.reach[i].need].association));
    // The others may be served instead, or not at all.
    for (const auto& need : part.needs)
        if (const auto number = number_of(need.association);
            !contains(result.associations, number) && may_be_served(part, chosen, need.association)) {
            insert(result.associations, number);
            result.all_at_once = false;
        }
    return m_reached.emplace(place, std::move(result)).first->second;
}

// What the groups behind each group can still add.
Search::Later Search::later() {
    Later later{std::vector<Words>(m_groups.size(), Words((m_associations.size() + 63) / 64)),
                std::vector<std::int64_t>(m_groups.size(), 0)};
    for (auto k = m_groups.size(); k-- > 1;) {
        later.associations[k - 1] = later.associations[k];
        auto least = k_too_dear;
        for (const auto p : m_allowed[k]) {
            later.associations[k - 1] =
                united(std::move(later.associations[k - 1]), reached({k, p}).associations);
            least = std::min(least, m_groups[k].patterns[p].own_money);
        }
        later.own_money[k - 1] = later.own_money[k] + least;
    }
    return later;
}

// Complete programmes for `known.weighted_persons`, among them the best one; empty if that was too much work.
std::optional<std::vector<Search::TieLabel>> Search::ties(const Query& query, const Score& known) {
    const auto behind = later();
    TieLabel nobody;
    nobody.certain = nobody.possible = Words((m_associations.size() + 63) / 64);
    std::vector<TieLabel> labels(1, nobody);
    for (std::size_t k = 0; k < m_groups.size(); ++k) {
        std::vector<TieLabel> next;
        const auto take = [&](TieLabel&& label, std::size_t p) {
            label.add(m_groups[k].patterns[p], {k, p}, reached({k, p}));
            const auto most = size(united(label.possible, behind.associations[k]));
            const auto least = label.own_money + behind.own_money[k];
            if (most < known.associations || (most == known.associations && least > known.own_money) ||
                std::ranges::any_of(next, [&](const TieLabel& other) { return other.replaces(label); }))
                return;
            std::erase_if(next, [&](const TieLabel& other) { return label.replaces(other); });
            next.push_back(std::move(label));
        };
        if (!grow(k, labels, known.weighted_persons, take) || next.size() > k_most_ties || query.stop.now())
            return {};
        labels = std::move(next);
    }
    return labels;
}

Selection Search::selection(const CourseSet& courses) const {
    Selection chosen(m_instance->candidates.size());
    for (std::size_t j = 0; j < chosen.size(); ++j)
        chosen[j] = courses.contains(j);
    return chosen;
}

SearchAnswer Search::best(const Query& query, const SearchAnswer& at) {
    prepare(query);
    auto known = score(*m_instance, selection(at.courses)).value();
    auto allowed = m_allowed;
    drop_patterns_below(known.weighted_persons);
    auto complete = ties(query, known);
    m_allowed = std::move(allowed);
    if (!complete)
        return {SearchAnswer::Status::unfinished};
    std::ranges::sort(*complete, [](const TieLabel& a, const TieLabel& b) {
        return std::tuple{-size(a.possible), a.own_money, a.grant, b.courses} <
               std::tuple{-size(b.possible), b.own_money, b.grant, a.courses};
    });
    auto answer = at;
    std::size_t seatings = 0;
    for (const auto& label : *complete) {
        if (size(label.possible) < known.associations)
            break;
        auto its = Score{label.persons, size(label.possible), label.own_money, label.grant};
        if (!label.unsure.empty()) {
            if (++seatings > k_most_seatings)
                return {SearchAnswer::Status::unfinished};
            its.associations = best_seating(*m_instance, selection(label.courses)).value().associations;
        }
        const auto rank = [](const Score& score, const CourseSet& courses) {
            return std::tuple{score.associations, -score.own_money, -score.grant, courses};
        };
        if (rank(its, label.courses) > rank(known, answer.courses)) {
            known = its;
            answer.courses = label.courses;
        }
    }
    return answer;
}

} // namespace ehrenamt::programme

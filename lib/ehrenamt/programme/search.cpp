// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/search.hpp"

#include "ehrenamt/programme/optimise.hpp"
#include "ehrenamt/programme/overlap.hpp"
#include "ehrenamt/programme/search_grow.hpp"

#include <tuple>

namespace ehrenamt::programme {

Query query_of(const Instance& instance) {
    Query query;
    query.must.assign(instance.candidates.size(), Must::free);
    for (const auto id : instance.locks.without)
        if (const auto at = find_candidate(instance, id))
            query.must[*at] = Must::out;
    for (const auto id : instance.locks.with)
        if (const auto at = find_candidate(instance, id))
            query.must[*at] = Must::in;
    query.budget = (instance.budget - instance.fixed_cost).value;
    query.at_most = instance.locks.at_most;
    return query;
}

std::optional<Search> Search::of(const Instance& instance, const Stop& stop) {
    auto all = groups(instance, k_most_patterns, stop);
    if (!all)
        return {};
    Search search{instance};
    search.m_groups = *std::move(all);
    for (auto& group : search.m_groups)
        std::ranges::sort(group.patterns, {}, [](const Pattern& pattern) {
            return std::tuple{pattern.grant, pattern.courses};
        });
    std::size_t cells = 0;
    for (std::size_t persons = 0; const auto& group : search.m_groups) {
        std::int64_t most = 0;
        std::int64_t courses = 0;
        for (const auto& pattern : group.patterns) {
            most = std::max(most, pattern.weighted_persons);
            courses = std::max(courses, pattern.count);
        }
        search.m_most_courses += courses;
        persons += static_cast<std::size_t>(most);
        cells += persons * (static_cast<std::size_t>(std::min<std::int64_t>(
                                instance.locks.at_most.value_or(0), std::ssize(instance.candidates))) +
                            1);
        if (cells > k_most_table_cells)
            return {};
    }
    search.find_clashes();
    search.find_contests();
    return search;
}

Search::Search(const Instance& instance) : m_instance{&instance} {
    for (const auto& need : instance.needs)
        m_associations.push_back(need.association);
    std::ranges::sort(m_associations);
    m_associations.erase(std::unique(m_associations.begin(), m_associations.end()), m_associations.end());
}

void Search::find_clashes() {
    const auto& courses = m_instance->candidates;
    m_group_of.resize(courses.size());
    m_later.resize(m_groups.size());
    CourseSet later;
    for (auto k = m_groups.size(); k-- > 0;) {
        m_later[k] = later;
        for (const auto j : m_groups[k].courses) {
            later.insert(j);
            m_group_of[j] = k;
        }
    }
    std::vector<CourseSet> clashing(courses.size());
    for (std::size_t a = 0; a < courses.size(); ++a)
        for (auto b = a + 1; b < courses.size(); ++b)
            if (m_group_of[a] != m_group_of[b] &&
                (needs_same_trainer(courses[a], courses[b]) || needs_same_room(courses[a], courses[b]))) {
                clashing[a].insert(b);
                clashing[b].insert(a);
            }
    for (std::size_t k = 0; k < m_groups.size(); ++k) {
        auto& blocks = m_blocks.emplace_back();
        for (const auto& pattern : m_groups[k].patterns) {
            auto& blocked = blocks.emplace_back();
            for (const auto j : m_groups[k].courses)
                if (pattern.courses.contains(j))
                    blocked |= clashing[j];
            blocked &= m_later[k];
        }
    }
}

// The patterns that hold what must be in and nothing that must be out.
void Search::allow(const Query& query) {
    CourseSet in;
    CourseSet out;
    for (std::size_t j = 0; j < query.must.size(); ++j)
        if (query.must[j] != Must::free)
            (query.must[j] == Must::in ? in : out).insert(j);
    m_allowed.assign(m_groups.size(), {});
    for (std::size_t k = 0; k < m_groups.size(); ++k) {
        CourseSet own;
        for (const auto j : m_groups[k].courses)
            own.insert(j);
        own &= in;
        for (std::size_t p = 0; p < m_groups[k].patterns.size(); ++p)
            if (const auto& courses = m_groups[k].patterns[p].courses;
                own.is_within(courses) && !courses.meets(out))
                m_allowed[k].push_back(p);
    }
}

// Tables change only up to the last group in which something else is allowed now.
void Search::prepare(const Query& query) {
    const auto before = std::move(m_allowed);
    auto limit = query.at_most;
    if (limit && *limit >= m_most_courses)
        limit.reset();
    const bool first = m_tables.empty();
    const bool same_rows = !first && m_limit == limit;
    m_limit = limit;
    allow(query);
    m_budget = query.budget;
    m_work = 0;
    auto last = m_groups.size();
    if (same_rows)
        while (last > 0 && m_allowed[last - 1] == before[last - 1])
            --last;
    else
        m_tables.assign(m_groups.size() + 1, {{static_cast<std::size_t>(m_limit.value_or(0)) + 1, {0}}, 0});
    if (m_own_prices) {
        charge(m_prices);
        m_own_prices = false;
    } else {
        make_tables(last);
    }
    if (first) {
        find_prices();
        for (const auto& contest : m_contests)
            m_prices.push_back(contest.price);
    }
}

void Search::find_contests() {
    const auto add = [&](const ClashSets& sets) {
        for (const auto& members : sets) {
            Contest contest;
            auto first_group = m_groups.size();
            for (const auto j : members) {
                contest.courses.insert(j);
                contest.last_group = std::max(contest.last_group, m_group_of[j]);
                first_group = std::min(first_group, m_group_of[j]);
            }
            if (first_group < contest.last_group)
                m_contests.push_back(contest);
        }
    };
    for (const auto& [trainer, sets] : clashes_of(*m_instance, &Candidate::trainer))
        add(sets);
    for (const auto& [venue, sets] : clashes_of(*m_instance, &Candidate::venue))
        add(sets);
    for (const auto& group : m_groups) {
        auto& worth = m_worth.emplace_back();
        for (const auto& pattern : group.patterns)
            worth.push_back(pattern.weighted_persons);
    }
}

std::optional<std::vector<Search::Label>> Search::walk(const Query& query, std::int64_t goal) {
    // Persons first, then what is kept: the more, then the earlier.
    const auto rank = [&](const Label& label) {
        auto kept = label.courses;
        kept &= query.keep;
        return std::tuple{label.persons, kept.size(), kept};
    };
    std::vector<Label> labels(1);
    for (std::size_t k = 0; k < m_groups.size() && !labels.empty(); ++k) {
        std::vector<std::pair<decltype(rank(labels.front())), Label>> next;
        const bool finished = grow(
            k, labels, goal, [&](const Label& label, std::size_t) { next.emplace_back(rank(label), label); });
        if (!finished || query.stop.now())
            return {};
        // Of two that block the same courses, one that costs more and is not better can only end up behind.
        std::ranges::sort(next, [](const auto& a, const auto& b) {
            return std::tie(a.second.blocked, a.second.count, a.second.grant, b.first) <
                   std::tie(b.second.blocked, b.second.count, b.second.grant, a.first);
        });
        labels.clear();
        const decltype(next)::value_type* best = nullptr;
        for (const auto& one : next)
            if (best == nullptr || one.second.blocked != best->second.blocked ||
                one.second.count != best->second.count || one.first > best->first) {
                best = &one;
                labels.push_back(one.second);
            }
    }
    std::ranges::sort(labels, std::greater{}, rank);
    return labels;
}

SearchAnswer Search::most(const Query& query) {
    using Status = SearchAnswer::Status;
    if (query.stop.now())
        return {Status::unfinished};
    if (query.at_most && *query.at_most < 0)
        return {Status::none};
    m_bound.reset();
    prepare(query);
    auto answer = descend(query);
    if (answer.status == Status::unfinished && !query.stop.now()) {
        m_own_prices = true;
        m_work = 0;
        find_prices();
        answer = descend(query);
    }
    if (answer.status == Status::unfinished) {
        answer.courses = outlook(false);
        answer.bound = m_bound;
    }
    return answer;
}

void Search::tell(const Query& query) const {
    if (!query.watch)
        return;
    const auto its = score(*m_instance, selection(outlook(false)));
    query.watch(its ? its->weighted_persons : 0, m_bound.value());
}

SearchAnswer Search::descend(const Query& query) {
    using Status = SearchAnswer::Status;
    const auto bound = bound_from(0, m_budget, 0);
    if (bound == k_nothing)
        return {Status::none};
    std::int64_t step = 1;
    auto goal = bound + refund({}, 0);
    m_bound = std::min(goal, m_bound.value_or(goal));
    for (; goal >= 0; step *= 2) {
        tell(query);
        m_next_goal = -1;
        const auto labels = walk(query, goal);
        if (!labels)
            return {Status::unfinished};
        if (!labels->empty())
            return {Status::found, labels->front().persons, labels->front().courses};
        if (m_next_goal < 0)
            break;
        m_bound = std::min(*m_bound, m_next_goal);
        goal = goal == 0 ? -1 : std::max<std::int64_t>(std::min(m_next_goal, goal - step), 0);
    }
    return {Status::none};
}

} // namespace ehrenamt::programme

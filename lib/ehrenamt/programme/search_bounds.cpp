// SPDX-License-Identifier: EUPL-1.2
// Search: what the groups that are still open can bring at most.
#include "ehrenamt/programme/search_grow.hpp"

namespace ehrenamt::programme {

Search::Table Search::with_group(std::size_t group, const Table& others) const {
    const auto& patterns = m_groups[group].patterns;
    std::int64_t most = 0;
    std::int64_t least = 0;
    for (const auto p : m_allowed[group]) {
        most = std::max(most, m_worth[group][p]);
        least = std::min(least, m_worth[group][p]);
    }
    const auto old_size = others.rows.front().size();
    Table table{{}, others.zero - least};
    table.rows.assign(others.rows.size(), std::vector<std::int64_t>(
                                              old_size + static_cast<std::size_t>(most - least), k_too_dear));
    // Cheapest first: where courses are not counted, one that is worth no more than a cheaper one adds
    // nothing.
    std::vector<std::size_t> worthwhile;
    for (auto best = k_nothing; const auto p : m_allowed[group])
        if (m_limit || m_worth[group][p] > best) {
            best = m_worth[group][p];
            worthwhile.push_back(p);
        }
    for (std::size_t count = 0; count < table.rows.size(); ++count) {
        auto& row = table.rows[count];
        for (const auto p : worthwhile) {
            const auto& pattern = patterns[p];
            const auto used = m_limit ? static_cast<std::size_t>(pattern.count) : 0;
            if (used > count)
                continue;
            const auto& rest = others.rows[count - used];
            auto* shifted = row.data() + (m_worth[group][p] - least);
            for (std::size_t worth = 0; worth < old_size; ++worth)
                if (rest[worth] != k_too_dear)
                    shifted[worth] = std::min(shifted[worth], rest[worth] + pattern.grant);
        }
        for (auto worth = row.size() - 1; worth-- > 0;)
            row[worth] = std::min(row[worth], row[worth + 1]);
    }
    return table;
}

void Search::make_tables(std::size_t groups) {
    for (; groups > 0; --groups)
        m_tables[groups - 1] = with_group(groups - 1, m_tables[groups]);
}

// k_nothing where not even nobody can be served, because what must be in is too dear.
std::int64_t Search::bound_from(std::size_t group, std::int64_t cents, std::int64_t count) const {
    const auto& table = m_tables[group];
    const auto& row = table.rows[static_cast<std::size_t>(m_limit ? *m_limit - count : 0)];
    const auto at = std::ranges::upper_bound(row, cents) - row.begin();
    return at == 0 ? k_nothing : at - 1 - table.zero;
}

// What is paid back for contests that nobody has entered so far but courses of later groups may.
std::int64_t Search::refund(const CourseSet& courses, std::size_t group) const {
    std::int64_t sum = 0;
    for (const auto& contest : m_contests)
        if (contest.price > 0 && contest.last_group >= group && !contest.courses.meets(courses))
            sum += contest.price;
    return sum;
}

// The programme behind the bound of the whole, which may hold several courses of a contest. Without clashes
// it is one that can be held, unless nothing fits to what was taken before: then it ends there.
CourseSet Search::outlook(bool with_clashes) const {
    CourseSet courses;
    CourseSet blocked;
    auto cents = m_budget;
    std::int64_t count = 0;
    for (std::size_t k = 0; k < m_groups.size(); ++k) {
        auto best = k_nothing;
        const Pattern* taken = nullptr;
        for (const auto p : m_allowed[k]) {
            const auto& pattern = m_groups[k].patterns[p];
            const auto used = m_limit ? count + pattern.count : 0;
            if (pattern.grant > cents || (m_limit && used > *m_limit) ||
                (!with_clashes && pattern.courses.meets(blocked)))
                continue;
            const auto rest = bound_from(k + 1, cents - pattern.grant, used);
            if (rest != k_nothing && m_worth[k][p] + rest > best) {
                best = m_worth[k][p] + rest;
                taken = &pattern;
            }
        }
        if (taken == nullptr)
            return courses;
        blocked |= m_blocks[k][static_cast<std::size_t>(taken - m_groups[k].patterns.data())];
        courses |= taken->courses;
        cents -= taken->grant;
        count += m_limit ? taken->count : 0;
    }
    return courses;
}

void Search::charge(const std::vector<std::int64_t>& prices) {
    for (std::size_t i = 0; i < prices.size(); ++i)
        m_contests[i].price = prices[i];
    for (std::size_t k = 0; k < m_groups.size(); ++k)
        for (std::size_t p = 0; p < m_groups[k].patterns.size(); ++p) {
            const auto& pattern = m_groups[k].patterns[p];
            m_worth[k][p] = pattern.weighted_persons;
            for (const auto& contest : m_contests)
                if (contest.price > 0 && contest.courses.meets(pattern.courses))
                    m_worth[k][p] -= contest.price;
        }
    make_tables(m_groups.size());
}

// Raises the price of every contest of which the bound's programme holds several courses and lowers it where
// it holds none, in smaller and smaller steps; the lowest bound wins. Any prices give a true bound.
void Search::find_prices() {
    constexpr int k_rounds = 60;
    constexpr int k_patience = 4;
    std::vector<std::int64_t> prices;
    for (const auto& contest : m_contests)
        prices.push_back(contest.price);
    auto best_prices = prices;
    const auto bound = [&] { return bound_from(0, m_budget, 0) + refund({}, 0); };
    if (bound_from(0, m_budget, 0) == k_nothing)
        return;
    auto best = bound();
    std::int64_t step = 8;
    for (int round = 0, idle = 0; round < k_rounds; ++round) {
        const auto held = outlook(true);
        auto next = prices;
        for (std::size_t i = 0; i < next.size(); ++i) {
            auto entered = held;
            entered &= m_contests[i].courses;
            next[i] = std::max<std::int64_t>(0, next[i] + step * (entered.size() - 1));
        }
        if (next == prices)
            break;
        prices = std::move(next);
        charge(prices);
        if (const auto its = bound(); its < best) {
            best = its;
            best_prices = prices;
            idle = 0;
        } else if (++idle == k_patience) {
            idle = 0;
            step = std::max<std::int64_t>(1, step / 2);
            prices = best_prices;
            charge(prices);
        }
    }
    charge(best_prices);
}

// Leaves the patterns that are in any programme for so many weighted persons, clashes forgotten: those with
// which the groups before and behind can still come to the rest within the budget.
void Search::drop_patterns_below(std::int64_t goal) {
    Table before(m_tables.back());
    std::vector<std::vector<std::size_t>> left(m_groups.size());
    for (std::size_t k = 0; k < m_groups.size(); ++k) {
        const auto can_reach = [&](std::size_t p) {
            const auto& pattern = m_groups[k].patterns[p];
            for (std::size_t count = 0; count < before.rows.size(); ++count) {
                const auto used = m_limit ? static_cast<std::int64_t>(count) + pattern.count : 0;
                if (m_limit && used > *m_limit)
                    continue;
                for (std::size_t at = 0; at < before.rows[count].size(); ++at) {
                    const auto least = before.rows[count][at];
                    if (least == k_too_dear || least + pattern.grant > m_budget)
                        break;
                    const auto rest = bound_from(k + 1, m_budget - least - pattern.grant, used);
                    const auto worth = static_cast<std::int64_t>(at) - before.zero + m_worth[k][p];
                    if (rest != k_nothing && worth + rest + refund({}, 0) >= goal)
                        return true;
                }
            }
            return false;
        };
        for (const auto p : m_allowed[k])
            if (can_reach(p))
                left[k].push_back(p);
        before = with_group(k, before);
    }
    m_allowed = std::move(left);
}

} // namespace ehrenamt::programme

// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/groups.hpp"
#include "ehrenamt/programme/model.hpp"
#include "ehrenamt/programme/stop.hpp"

#include <functional>
#include <map>

namespace ehrenamt::programme {

enum class Must : unsigned char { free, in, out };

/// One question to a Search.
struct Query {
    std::vector<Must> must;  ///< per candidate
    std::int64_t budget = 0; ///< cents for grants
    std::optional<std::int64_t> at_most = {};
    CourseSet keep =
        {}; ///< of programmes for as many weighted persons: most of these, then the earliest of them
    Stop stop = {};
    std::function<void(std::int64_t best, std::int64_t bound)> watch = {}; ///< as in SolverOptions
};

/// The instance's own budget and locks as a question.
EHRENAMT_API Query query_of(const Instance& instance);

struct SearchAnswer {
    enum class Status {
        found,
        none,       ///< no programme keeps the limits
        unfinished, ///< too much work, or stopped
    };
    Status status = Status::none;
    std::int64_t weighted_persons = 0;
    /// The programme; of a stopped search one that may lack what must be in, and not the best.
    CourseSet courses = {};
    std::optional<std::int64_t> bound =
        {}; ///< of a stopped search: no programme serves more, if it came that far
};

/// Exact answers about an instance with few courses, in whole numbers and without a solver.
///
/// The patterns of each group (groups.hpp) are worked out once. A programme takes one pattern of each group;
/// what ties the groups together is the budget, the number of courses, and clashes of trainers and rooms
/// between them. For the groups from k on, a table says the least money for which a number of weighted
/// persons can be had if clashes are forgotten: a bound that is nearly always reached. Then partial
/// programmes grow group by group, and only those that can still come to the goal are kept. The goal begins
/// at the bound of the whole and is lowered until a programme is found, which therefore is the best.
class EHRENAMT_API Search {
  public:
    /// Empty if the instance is too large for this way. \pre require_well_formed
    /// \param stop also then
    static std::optional<Search> of(const Instance& instance, const Stop& stop = {});

    /// The most weighted persons. Which of several programmes is settled by `Query::keep` alone.
    SearchAnswer most(const Query& query);

    /// The best programme in all goals, order included; \pre `at` answers the same question
    SearchAnswer best(const Query& query, const SearchAnswer& at);

    [[nodiscard]] Selection selection(const CourseSet& courses) const;

  private:
    struct Label {
        std::int64_t persons = 0; ///< weighted
        std::int64_t grant = 0;
        std::int64_t count = 0; ///< of courses, where it is limited
        CourseSet blocked = {}; ///< courses of later groups that clash with one chosen
        CourseSet courses = {};
    };
    struct TieLabel;
    struct Place { ///< of a pattern in the order of groups
        std::size_t group;
        std::size_t pattern;
        auto operator<=>(const Place&) const = default;
    };
    /// Associations that a pattern can serve with its most weighted persons: all at once, or some of them.
    struct Reached {
        std::vector<std::uint64_t> associations;
        bool all_at_once = true;
    };
    /// Least cents for at least so much worth, one row per number of courses allowed. Worth is weighted
    /// persons less prices; it may be below nothing, so that nothing stands at position `zero`.
    struct Table {
        std::vector<std::vector<std::int64_t>> rows;
        std::int64_t zero = 0;
    };
    /// Courses of several groups of which one at most can be held. Each has to pay the price, which the bound
    /// gets back once: that makes it lower where it would take two of them, and never too low.
    struct Contest {
        CourseSet courses;
        std::size_t last_group = 0;
        std::int64_t price = 0;
    };

    explicit Search(const Instance& instance);
    void find_clashes();
    void find_contests();
    void charge(const std::vector<std::int64_t>& prices);
    void find_prices();
    SearchAnswer descend(const Query& query);
    void make_tables(std::size_t groups);
    [[nodiscard]] CourseSet outlook(bool with_clashes) const;
    void tell(const Query& query) const;
    [[nodiscard]] std::int64_t refund(const CourseSet& courses, std::size_t group) const;
    void prepare(const Query& query);
    void allow(const Query& query);
    [[nodiscard]] Table with_group(std::size_t group, const Table& others) const;
    void drop_patterns_below(std::int64_t goal);
    [[nodiscard]] std::int64_t bound_from(std::size_t group, std::int64_t cents, std::int64_t count) const;
    template <class L, class Grow>
    bool grow(std::size_t group, const std::vector<L>& from, std::int64_t goal, Grow&& take);
    std::optional<std::vector<Label>> walk(const Query& query, std::int64_t goal);
    const Reached& reached(const Place& place);
    [[nodiscard]] std::size_t number_of(domain::AssociationId association) const;
    struct Later { ///< per group: what those behind it can add
        std::vector<std::vector<std::uint64_t>> associations;
        std::vector<std::int64_t> own_money;
    };
    Later later();
    std::optional<std::vector<TieLabel>> ties(const Query& query, const Score& known);

    const Instance* m_instance;
    std::vector<Group> m_groups;
    std::vector<std::size_t> m_group_of; ///< per candidate
    std::vector<std::vector<CourseSet>>
        m_blocks;                   ///< per group and pattern: courses of later groups that clash
    std::vector<CourseSet> m_later; ///< per group: courses of later groups
    std::vector<Contest> m_contests;
    std::int64_t m_most_courses = 0;                ///< that any programme can hold
    std::vector<std::vector<std::int64_t>> m_worth; ///< per group and pattern
    std::vector<domain::AssociationId> m_associations;
    std::map<Place, Reached> m_reached;

    std::vector<std::int64_t> m_prices; ///< of the first question, per contest

    // About the question that was asked last.
    bool m_own_prices = false; ///< it needed others than m_prices
    std::vector<Must> m_must;
    std::optional<std::int64_t> m_limit; ///< courses; the tables have a row for each number up to it
    std::int64_t m_budget = 0;
    std::vector<std::vector<std::size_t>> m_allowed; ///< per group: its patterns
    std::vector<Table> m_tables;                     ///< per group and one more
    std::int64_t m_next_goal = 0;                    ///< best bound of what was given up
    std::optional<std::int64_t> m_bound;             ///< nobody serves more
    std::size_t m_work = 0;
};

} // namespace ehrenamt::programme

// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/parser.hpp"
#include "cli/records.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/store/search.hpp"

namespace ehrenamt::cli {
namespace {

using base::_m;

struct ListOptions {
    std::string kind;
    std::vector<std::string> where, with, without;
    std::string columns, sort, search;
    bool expired = false;
    std::optional<std::int64_t> limit;
};

/// Collects what is wrong with the options, each problem at its option.
class Reading {
  public:
    Reading(const store::Store& store, const store::ListKind& kind) : m_store{store}, m_kind{kind} {}

    void conditions(const ListOptions& options, store::ListQuery& query) {
        for (const auto& text : options.where)
            take("--where", store::parse_condition(m_store, m_kind, text), query.where);
        known("--with", options.with, store::Comparison::known, query);
        known("--without", options.without, store::Comparison::unknown, query);
    }
    void columns(std::string_view text, std::vector<std::size_t>& columns) {
        for (const auto part : base::split(text, ','))
            take("--columns", store::find_column(m_kind, base::trimmed(part)), columns);
    }
    void sort(std::string_view text, std::vector<store::SortTerm>& terms) {
        for (const auto part : base::split(text, ','))
            take("--sort", store::parse_sort_term(m_kind, base::trimmed(part)), terms);
    }
    void search(const ListOptions& options, store::ListQuery& query) {
        query.words = options.search;
        if (!options.search.empty() && m_kind.search.empty())
            refuse("--search",
                   {"list.no_search",
                    base::message("{0} cannot be searched; --where name~TEXT can help", m_kind.name)});
        else if (!options.search.empty() && store::match_expression(options.search).empty())
            refuse("--search", {"list.no_word", base::message("'{0}' holds no word", options.search)});
        if (options.expired && m_kind.expiry.empty())
            refuse("--expired", {"list.no_expiry", base::message("{0} do not expire", m_kind.name)});
    }
    void require_sound() {
        if (!m_problems.empty())
            throw UsageProblems{std::move(m_problems), "list"};
    }

  private:
    void refuse(const char* option, base::Problem problem) {
        m_problems.push_back(std::move(problem));
        m_problems.back().place.field = option;
    }
    template <class T>
    void take(const char* option, base::Result<T> value, std::vector<T>& into) {
        if (value) {
            into.push_back(*std::move(value));
            return;
        }
        m_problems.push_back(value.problem());
        m_problems.back().place.field = option;
    }
    void known(const char* option, const std::vector<std::string>& names, store::Comparison comparison,
               store::ListQuery& query) {
        std::vector<std::size_t> columns;
        for (const auto& name : names)
            take(option, store::find_column(m_kind, name), columns);
        for (const auto column : columns)
            query.where.push_back({column, comparison});
    }

    const store::Store& m_store;
    const store::ListKind& m_kind;
    std::vector<base::Problem> m_problems;
};

/// A person sees the few columns that fit a screen, a program all of them.
std::vector<std::size_t> usual_columns(const store::ListKind& kind, bool for_a_person) {
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < kind.columns.size(); ++i)
        if (kind.columns[i].brief || !for_a_person)
            columns.push_back(i);
    return columns;
}

base::ExitStatus run(Context& context, const ListOptions& options) {
    const auto& kind = *store::find_kind(options.kind);
    const auto store = context.open_to_read();
    store::ListQuery query{&kind, {}};
    query.limit = options.limit;
    Reading reading{store, kind};
    reading.conditions(options, query);
    if (options.columns == "all")
        query.columns = store::all_columns(kind);
    else if (!options.columns.empty())
        reading.columns(options.columns, query.columns);
    else
        query.columns = usual_columns(kind, context.out.for_a_person());
    if (!options.sort.empty())
        reading.sort(options.sort, query.sort);
    reading.search(options, query);
    reading.require_sound();
    if (!kind.expiry.empty() && !options.expired)
        query.shown_on = context.today().iso();
    list_records(context, store, query);
    return base::ExitStatus::done;
}

} // namespace

Command list_command() {
    using O = ListOptions;
    constexpr std::int64_t k_most = 1'000'000'000;
    std::vector<std::string_view> kinds;
    for (const auto& kind : store::list_kinds())
        kinds.push_back(kind.name);
    return command<O>(
        "list", Group::any, Effect::reads,
        _m("list the records of a kind, all or those that fulfil conditions"),
        {required(one_of(kinds, option("KIND", "KIND", &O::kind, _m("what to list")))),
         option("--where", "CONDITION", &O::where,
                _m("only records with field=sport, name~gesang, status!=deleted, recorded_on>=2026-01-01 …")),
         option("--with", "COLUMN", &O::with, _m("only records where this is known")),
         option("--without", "COLUMN", &O::without, _m("only records where this is not known")),
         option("--columns", "COLUMN,...", &O::columns,
                _m("show these columns in this order; all for every one")),
         option("--sort", "COLUMN,...", &O::sort, _m("sort by these columns; -COLUMN the other way round")),
         option("--search", "TEXT", &O::search, _m("only offers that hold words which begin like these")),
         flag("--expired", &O::expired, _m("also offers that have expired")),
         within(0, k_most, option("--limit", "NUMBER", &O::limit, _m("show no more than so many")))},
        run);
}

} // namespace ehrenamt::cli

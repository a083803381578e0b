// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/store/listing.hpp"
#include "ehrenamt/store/store.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ehrenamt::store {

using ListValue = std::variant<std::monostate, std::string, std::int64_t>;
using ListRow = std::vector<ListValue>;

enum class Comparison {
    equal,
    not_equal,
    contains,
    contains_not,
    less,
    at_most,
    more,
    at_least,
    known,
    unknown
};

/// What a row must fulfil. A value that is not known fulfils `not_equal`, `contains_not` and `unknown` only.
struct ListCondition {
    std::size_t column = 0;
    Comparison comparison = Comparison::equal;
    std::vector<ListValue> values = {}; ///< one of them, where a word stands for several keys
    std::optional<std::string> begins =
        {}; ///< instead: the key begins like this (a district's municipalities)
};

struct SortTerm {
    std::size_t column = 0;
    bool descending = false; ///< what is not known comes last in both directions
};

struct ListQuery {
    const ListKind* kind;
    std::vector<std::size_t> columns; ///< in this order
    std::vector<ListCondition> where = {};
    std::vector<SortTerm> sort = {}; ///< then in the kind's own order
    std::optional<std::int64_t> limit = {};
    std::string words = {};                   ///< words to look for in the kind's full-text index
    std::optional<std::string> shown_on = {}; ///< ISO day: nothing that expired before it
};

/// Every column of a kind.
EHRENAMT_API std::vector<std::size_t> all_columns(const ListKind& kind);

/// Reads `field=sport`, `name~gesang`, `status!=deleted`, `recorded_on>=2026-01-01`, `seat!~bad`: the value
/// by the column's kind, a municipality, court, field or topic by key or name, municipalities also by the
/// beginning of their key. Texts are compared exactly by `=` and without case and diacritics by `~`. Rules:
/// `list.condition`, `list.column`, `list.comparison`, `list.value`, those of the value's parser.
EHRENAMT_API base::Result<ListCondition> parse_condition(const Store& store, const ListKind& kind,
                                                         std::string_view text);
/// `name` or `-name`. Rule: `list.column`.
EHRENAMT_API base::Result<SortTerm> parse_sort_term(const ListKind& kind, std::string_view text);

/// Gives the rows of a query one after the other, as SQLite finds them. Lives no longer than the store.
class EHRENAMT_API ListCursor {
  public:
    ListCursor(const Store& store, const ListQuery& query);
    ~ListCursor();
    ListCursor(const ListCursor&) = delete;
    ListCursor& operator=(const ListCursor&) = delete;

    /// \param row  taken as room for the next one \returns false at the end
    bool next(ListRow& row);

  private:
    struct Statement;
    std::unique_ptr<Statement> m_statement;
};

/// All columns of the record whose first one is `key` (an id in either form, or the text), or nothing.
EHRENAMT_API std::optional<ListRow> show_row(const Store& store, const ListKind& kind, std::string_view key);

} // namespace ehrenamt::store

// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ehrenamt::store {

/// What a column holds, and so how each output form writes it.
enum class ColumnKind { text, number, cents, day, id, yes_no };

struct ListColumn {
    std::string_view key; ///< stable, ASCII
    base::MessageId heading;
    ColumnKind kind = ColumnKind::text;
};

/// A kind of record that `list` and `show` know; the statement gives the columns in this order and is sorted.
struct ListKind {
    std::string_view name; ///< `associations`
    std::string_view one;  ///< `association`
    base::MessageId title;
    std::vector<ListColumn> columns; ///< the first one identifies the record
    const char* statement;
};

using ListValue = std::variant<std::monostate, std::string, std::int64_t>;
using ListRow = std::vector<ListValue>;

/// All kinds, none of which holds personal data.
EHRENAMT_API const std::vector<ListKind>& list_kinds();
/// By either name; nullptr if there is none.
EHRENAMT_API const ListKind* find_kind(std::string_view name);
EHRENAMT_API std::vector<ListRow> list_rows(const Store& store, const ListKind& kind);
/// The record whose first column is `key` (an id in either form, or the text), or nothing.
EHRENAMT_API std::optional<ListRow> show_row(const Store& store, const ListKind& kind, std::string_view key);

} // namespace ehrenamt::store

// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ehrenamt::store {

/// What a column holds: how it is written, read in a condition, and sorted. A `key` is a code or a number
/// that stays text (07, VR 12); `text` is for people and sorts as in a German list.
enum class ColumnKind { text, key, number, cents, day, id, yes_no };

/// What a key stands for, so that a condition may name it in words.
enum class KeyOf { nothing, municipality, court, field, topic };

struct ListColumn {
    std::string_view key; ///< stable, ASCII
    base::MessageId heading;
    std::string_view sql; ///< expression over the kind's tables
    ColumnKind kind = ColumnKind::text;
    bool brief = false; ///< among the few that a person sees unless others are asked for
    KeyOf key_of = KeyOf::nothing;
    std::vector<std::string_view> choices = {}; ///< the only values that there can be, if they are few
    std::string_view name_key = {}; ///< expression for its name_key, if that is stored and has an index
};

/// A kind of record that `list`, `show` and `export` know. Its SQL is fixed; only conditions' values vary,
/// and they are bound.
struct ListKind {
    std::string_view name; ///< `associations`
    std::string_view one;  ///< `association`
    base::MessageId title;
    std::vector<ListColumn> columns; ///< the first one identifies the record
    std::string_view tables;         ///< what stands behind FROM
    std::string_view order; ///< unless another is asked for; rows come in it without sorting all of them
    std::string_view search = {}; ///< condition that takes words for the full-text index, if there is one
    std::string_view expiry = {}; ///< expression that gives the last day of a record that expires
};

/// All kinds. Of natural persons only the trainers' names are among them.
EHRENAMT_API const std::vector<ListKind>& list_kinds();
/// By either name; nullptr if there is none.
EHRENAMT_API const ListKind* find_kind(std::string_view name);
/// The number of a column by its key. Rule: `list.column`, which names the nearest and all there are.
EHRENAMT_API base::Result<std::size_t> find_column(const ListKind& kind, std::string_view key);

} // namespace ehrenamt::store

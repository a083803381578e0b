// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/sql_functions.hpp"

#include "ehrenamt/base/collation.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <exception>
#include <new>
#include <string_view>

namespace ehrenamt::store {
namespace {

std::string_view text_of(sqlite3_value* value) {
    const auto* const text = sqlite3_value_text(value);
    return text == nullptr ? std::string_view{}
                           : std::string_view{reinterpret_cast<const char*>(text),
                                              static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

/// Runs `work`; nothing may be thrown through SQLite.
template <class Work>
void guarded(sqlite3_context* context, Work work) noexcept {
    try {
        work();
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    } catch (const std::exception& exception) {
        sqlite3_result_error(context, exception.what(), -1);
    }
}

void german_order(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL)
        return;
    guarded(context, [&] {
        const auto key = base::collation_key(text_of(arguments[0]));
        sqlite3_result_text64(context, key.data(), key.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    });
}

/// What the second argument looks for, made once a statement.
base::FoldedSearch& search_of(sqlite3_context* context, sqlite3_value** arguments) {
    auto* search = static_cast<base::FoldedSearch*>(sqlite3_get_auxdata(context, 1));
    if (search == nullptr) {
        sqlite3_set_auxdata(context, 1,
                            new base::FoldedSearch{text_of(arguments[1])}, // NOLINT: SQLite owns it
                            [](void* owned) { delete static_cast<base::FoldedSearch*>(owned); }); // NOLINT
        search = static_cast<base::FoldedSearch*>(sqlite3_get_auxdata(context, 1));
    }
    if (search == nullptr)
        throw std::bad_alloc{};
    return *search;
}

void holds_text(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL)
        return;
    guarded(context, [&] {
        sqlite3_result_int(context, search_of(context, arguments).found_in(text_of(arguments[0])) ? 1 : 0);
    });
}

void may_hold_text(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) {
    guarded(context, [&] {
        sqlite3_result_int(context,
                           search_of(context, arguments).may_be_behind(text_of(arguments[0])) ? 1 : 0);
    });
}

} // namespace

void add_text_functions(sqlite3* handle) {
    constexpr int k_flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    for (const int status : {sqlite3_create_function_v2(handle, "german_order", 1, k_flags, nullptr,
                                                        german_order, nullptr, nullptr, nullptr),
                             sqlite3_create_function_v2(handle, "holds_text", 2, k_flags, nullptr, holds_text,
                                                        nullptr, nullptr, nullptr),
                             sqlite3_create_function_v2(handle, "may_hold_text", 2, k_flags, nullptr,
                                                        may_hold_text, nullptr, nullptr, nullptr)})
        if (status != SQLITE_OK)
            throw SQLite::Exception{handle, status};
}

} // namespace ehrenamt::store

// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/message.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ehrenamt::base {

/// Where something stood in an input file. Line and column count from 1, 0 = not known; the line is
/// the physical one, the column counts cells, `field` is the heading of the column.
struct Place {
    std::string file;
    std::size_t line = 0;
    std::size_t column = 0;
    std::string field;
};

/// Something expected that is not as it should be: a bad cell, an unmet rule. A value, never thrown.
struct Problem {
    std::string rule; ///< stable key, documented in docs/errors.md, e.g. `ags.length`
    Message message;  ///< names what was expected and the way out
    Place place = {};
    std::string value = {}; ///< the offending text as it stood there
};

/// A value or the Problem that kept it from existing.
template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : m_state{std::in_place_index<0>, std::move(value)} {} // NOLINT: implicit on purpose
    Result(Problem problem)
        : m_state{std::in_place_index<1>, std::move(problem)} {} // NOLINT: implicit on purpose

    explicit operator bool() const { return m_state.index() == 0; }
    const T& operator*() const& { return std::get<0>(m_state); }
    T&& operator*() && { return std::get<0>(std::move(m_state)); }
    const T* operator->() const { return &std::get<0>(m_state); }
    [[nodiscard]] const Problem& problem() const { return std::get<1>(m_state); }

  private:
    std::variant<T, Problem> m_state;
};

} // namespace ehrenamt::base

// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/store/store.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::associations {

/// How two names are compared: without case, diacritics and punctuation, ß as ss, without the legal form
/// (e. V.) at the end.
EHRENAMT_API std::string name_key(std::string_view name);

/// What is needed to tell one association from another.
struct Known {
    domain::AssociationId id;
    std::string name;
    std::optional<domain::Ags> municipality;
    bool active = true;
};

/// Finds associations in the store; keeps its statements, so that a file of many rows is quick. What a merged
/// association was known by finds its survivor.
class EHRENAMT_API Directory {
  public:
    explicit Directory(const store::Store& store);
    ~Directory();
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;

    [[nodiscard]] std::optional<Known> by_id(domain::AssociationId id);
    /// By register court and number. A number taken over from a former court stands beside the court's own,
    /// which goes first.
    [[nodiscard]] std::vector<Known> by_register(std::string_view court, std::string_view number);
    /// All that have this name as compared by name_key; active ones alone if there are any.
    [[nodiscard]] std::vector<Known> by_name(std::string_view name);
    /// Whether the association has this name, as compared by name_key, or one merged into it had.
    [[nodiscard]] bool has_name(const Known& association, std::string_view name) const;

  private:
    struct Statements;
    std::unique_ptr<Statements> m_statements;
};

} // namespace ehrenamt::associations

// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/amend.hpp"

#include "ehrenamt/associations/register_associations.hpp"
#include "ehrenamt/base/text.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace ehrenamt::associations {
namespace {

using base::message;
using base::Problem;

constexpr std::array<std::pair<std::string_view, std::string Association::*>, 16> k_texts = {{
    {"name", &Association::name},
    {"kind", &Association::kind},
    {"status", &Association::status},
    {"seat", &Association::seat},
    {"municipality_basis", &Association::municipality_basis},
    {"register_court", &Association::register_court},
    {"former_court", &Association::former_court},
    {"register_number", &Association::register_number},
    {"field", &Association::field},
    {"street", &Association::street},
    {"postcode", &Association::postcode},
    {"phone", &Association::phone},
    {"email", &Association::email},
    {"website", &Association::website},
    {"source", &Association::source},
    {"external_id", &Association::external_id},
}};

std::string* text_of(Association& association, std::string_view field) {
    for (const auto& [key, member] : k_texts)
        if (key == field)
            return &(association.*member);
    return nullptr;
}

std::string value_of(const Association& association, std::string_view field) {
    if (field == "municipality")
        return association.municipality ? association.municipality->text() : "";
    if (field == "source_date")
        return association.source_date ? association.source_date->iso() : "";
    const auto* text = text_of(const_cast<Association&>(association), field); // NOLINT: only read
    return text == nullptr ? "" : *text;
}

bool known_field(std::string_view field) {
    const auto& fields = association_fields();
    return field != "id" && std::any_of(fields.begin(), fields.end(),
                                        [&](const formats::Field& known) { return known.key == field; });
}

/// The fields that stand or fall together with this one.
std::vector<std::string_view> together_with(std::string_view field) {
    if (field == "register_court" || field == "register_number")
        return {"register_court", "register_number", "former_court"};
    if (field == "source" || field == "external_id")
        return {"source", "external_id"};
    return {};
}

/// What is said, and of a register entry or source that is said in part the other parts as they stand.
std::string completed(std::string_view field, const std::function<std::string(std::string_view)>& text,
                      const Association& stored) {
    auto said = text(field);
    if (!said.empty())
        return said;
    const auto any = [&](std::initializer_list<std::string_view> fields) {
        return std::any_of(fields.begin(), fields.end(), [&](auto one) { return !text(one).empty(); });
    };
    if ((field == "register_court" || field == "register_number") &&
        any({"register_court", "register_number", "former_court"}))
        return value_of(stored, field);
    if ((field == "source" || field == "external_id") && any({"source", "external_id"}))
        return value_of(stored, field);
    return {};
}

std::optional<Problem> clear(Association& association, std::string_view written) {
    std::string field{written};
    std::replace(field.begin(), field.end(), '-', '_');
    if (!known_field(field))
        return Problem{"amend.field", message("there is no field '{0}' to clear", base::printable(written))};
    if (field == "name" || field == "kind" || field == "status")
        return Problem{"amend.needed",
                       message("an association cannot be without '{0}'; give another value", field)};
    if (field == "municipality") {
        association.municipality.reset();
        association.municipality_basis.clear();
    } else if (field == "source_date") {
        association.source_date.reset();
    } else {
        text_of(association, field)->clear();
        for (const auto other : together_with(field))
            text_of(association, other)->clear();
    }
    return std::nullopt;
}

} // namespace

std::vector<Difference> Amendment::differences() const {
    std::vector<Difference> list;
    for (const auto& field : association_fields()) {
        auto was = value_of(before, field.key);
        auto is = value_of(after, field.key);
        if (was != is)
            list.push_back({std::string{field.key}, std::move(was), std::move(is)});
    }
    return list;
}

base::Result<Amendment> amend(std::string_view id, const std::function<std::string(std::string_view)>& text,
                              const std::function<void(std::string_view, const base::Problem&)>& refuse,
                              const std::vector<std::string>& cleared, const References& references,
                              PlaceFinder& places, const Registry& registry, const store::Origin& origin) {
    const auto number = origin.parse_id(id);
    if (!number)
        return number.problem();
    auto stored = registry.by_id({*number});
    if (!stored)
        return Problem{"association.unknown", message("there is no association {0}", base::printable(id))};
    std::array<std::string, k_association_fields> kept;
    const auto given = [&](std::string_view field) {
        return field == "id" ? std::string{id} : completed(field, text, *stored);
    };
    const AssociationInput input{{given, kept}, refuse};
    auto claim = read_association(input, references, places);
    const bool moved = !text("municipality").empty();
    if (moved && claim.place.state == FoundPlace::State::outside)
        return Problem{"amend.outside", message("the municipality is not in Hesse; to keep the association "
                                                "without one: --clear municipality")};
    auto planned = plan(claim, registry, origin);
    if (!planned)
        return planned.problem();
    Amendment amendment{*std::move(stored), *planned->association};
    auto& after = amendment.after;
    if (!moved) { // a seat or postcode says where, but nobody said to move the association
        after.municipality = amendment.before.municipality;
        after.municipality_basis = amendment.before.municipality_basis;
    }
    if (!claim.said.external_id.empty()) {
        const auto holder = registry.by_source(claim.said.source, claim.said.external_id);
        if (holder && holder->id != after.id)
            return Problem{"association.conflict",
                           message("association {0} has this number of the source already",
                                   origin.shown(holder->id.value))};
        after.source = claim.said.source;
        after.external_id = claim.said.external_id;
    }
    if (!text("former_court").empty())
        after.former_court = claim.said.former_court;
    for (const auto& field : cleared)
        if (auto problem = clear(after, field))
            return *std::move(problem);
    return amendment;
}

} // namespace ehrenamt::associations

// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::associations {

/// A recognised contact point (Anlaufstelle), or a municipality that takes its tasks over.
struct ContactPoint {
    domain::ContactPointId id = {};
    std::string name = {};
    std::string carrier = "association"; ///< one of carrier_kinds
    domain::Ags municipality;            ///< its seat
    std::vector<domain::Ags> area = {};  ///< the municipalities it serves, its seat among them
    std::string legal_basis = {};        ///< of its data processing
    // For letters; empty: not known.
    std::string street = {};
    std::string postcode = {};
    std::string place = {};
    std::string email = {};
    std::string phone = {};
    std::string bank_account = {};
    std::string representative = {}; ///< who signs; a person, kept in table person
    std::string website = {};
    std::string recognised_since = {};  ///< ISO day, or a year
    std::string allocation_policy = {}; ///< first_come, pro_rata, optimal
};

/// association, town, county, joint_municipalities, church_or_welfare, municipality_without_contact_point.
EHRENAMT_API const std::vector<std::string_view>& carrier_kinds();
/// What its data processing usually rests on. Public bodies work under the state's data protection act,
/// others under the GDPR alone.
EHRENAMT_API std::string usual_legal_basis(std::string_view carrier);

struct BudgetFrame {
    int year = 0;
    domain::Cents amount;
};

/// Writes the store's own contact point and gives it its number.
/// \pre every municipality of the area is in the store
EHRENAMT_API void insert_own(store::Store& store, store::ChangeSet& change, ContactPoint& contact_point,
                             const std::vector<BudgetFrame>& frames, base::Date today);

/// The store's own contact point. \throws base::Error if init did not come to its end
EHRENAMT_API ContactPoint own_contact_point(const store::Store& store);
EHRENAMT_API std::optional<domain::Cents> budget_frame(const store::Store& store, domain::ContactPointId id,
                                                       int year);

/// The name of a municipality that is valid today, or empty.
EHRENAMT_API std::string municipality_name(const store::Store& store, const domain::Ags& ags);
/// All municipalities of a district (`06413` or `06438`), valid today.
EHRENAMT_API std::vector<domain::Ags> municipalities_of(const store::Store& store,
                                                        const std::string& district);

} // namespace ehrenamt::associations

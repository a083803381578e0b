// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::associations {

/// What a row says of a contact point; what it leaves blank stays as it is.
struct ContactPointClaim {
    std::optional<domain::ContactPointId> id = {}; ///< of one that is there, to give it another name
    std::string name = {};
    std::optional<domain::Ags> municipality = {};      ///< its seat; needed for a new one
    std::optional<std::vector<domain::Ags>> area = {}; ///< replaces the area; the seat is always part of it
    std::map<int, domain::Cents> budget = {};          ///< by year; other years stay
    std::map<std::string, std::string> texts = {};     ///< column of the store → what it is to hold
};

/// The columns of a list of contact points with their German and English headings.
EHRENAMT_API const std::vector<formats::Field>& contact_point_fields();

/// Reads every row; what cannot be taken ends up as a problem of the import. Rules: those of Municipalities,
/// `budget.format`, `budget.twice`, `contact_point.recognised`, `contact_point.unknown`,
/// `contact_point.twice`, `contact_point.municipality`, `contact_point.name_taken`, `field.choice`,
/// `id.format`.
EHRENAMT_API std::vector<ContactPointClaim> read_contact_points(const store::Store& store,
                                                                formats::ImportReader& import);

struct RecordedContactPoint {
    domain::ContactPointId id = {};
    std::string name = {};
    bool added = false;
    std::vector<std::string> changed = {}; ///< columns of one that was there; none: it was like this already
    std::size_t area = 0;                  ///< municipalities that it serves now
};

/// Writes contact points, own or neighbouring. One is found again by its id or by its name, in which case and
/// diacritics make no difference.
EHRENAMT_API std::vector<RecordedContactPoint>
record_contact_points(store::Store& store, store::ChangeSet& change,
                      const std::vector<ContactPointClaim>& claims);

} // namespace ehrenamt::associations

// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/municipalities.hpp"

namespace ehrenamt::associations {

/// A contact point as seen from a municipality.
struct ServingPoint {
    std::optional<domain::ContactPointId> id = {}; ///< in the register; empty: from the published list alone
    std::string name = {};
    std::optional<domain::Ags> municipality = {}; ///< its seat
    bool own = false;
    bool proven = true;            ///< false: the list does not prove that it has this role
    std::optional<double> km = {}; ///< from the municipality to its seat, straight line
};

struct NearMunicipality {
    const Municipality* municipality = nullptr;
    double km = 0;
    bool served = false; ///< a contact point has it in its area
};

/// What is around a municipality. Distances are great circles between the reference coordinates.
struct Neighbourhood {
    std::vector<ServingPoint> serving;     ///< those that have it in their area
    std::vector<ServingPoint> near_points; ///< the nearest others, nearest first
    std::vector<NearMunicipality> near;    ///< the nearest valid municipalities, nearest first
    std::int64_t associations = 0;         ///< active ones recorded there; of an ended one: at its end
};

/// \param wanted  how many neighbours of each kind
[[nodiscard]] EHRENAMT_API Neighbourhood neighbourhood(const store::Store& store,
                                                       const Municipalities& municipalities,
                                                       const Municipality& centre, std::size_t wanted);

} // namespace ehrenamt::associations

// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::measures {

struct AgreedSession {
    base::Date day;
    int start_minute = 0;
    std::int64_t minutes = 0;
    std::string venue; ///< empty: online
};

/// A payment to a trainer, as a receipt says it; negative for a counter-entry.
struct TrainerPayment {
    base::Date paid_on;
    std::string line; ///< fee, travel …
    std::string document;
    domain::Cents amount;
};

/// An agreement that was not ended.
struct Agreement {
    std::string trainer; ///< name
    base::Date agreed_on;
    domain::Cents fee;
    domain::Cents travel;
    std::string vat;       ///< small_business, exempt, liable; empty: not asked yet
    std::string allowance; ///< none, trainer, volunteer; empty: not asked yet
    std::vector<TrainerPayment> payments = {};

    [[nodiscard]] EHRENAMT_API domain::Cents agreed() const;
    [[nodiscard]] EHRENAMT_API domain::Cents paid() const;
};

struct AgreedMeasure {
    std::string number; ///< long
    std::string title;
    std::string topic;
    std::vector<AgreedSession> sessions = {};
    std::vector<Agreement> agreements = {};
    [[nodiscard]] EHRENAMT_API domain::TeachingTime teaching_time() const;
};

/// \throws base::Error `measure.unknown`
EHRENAMT_API AgreedMeasure agreed_measure(const store::Store& store, domain::MeasureId measure);

} // namespace ehrenamt::measures

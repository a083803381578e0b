// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/measures/certificate_seal.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::measures {

using EnrolmentId = base::Id<struct EnrolmentTag>;
using CertificateId = base::Id<struct CertificateTag>;

/// Whose attendance is meant: at least one of them, and who is meant by all that are there.
struct AttendeeChoice {
    std::optional<domain::MeasureId> measure;
    std::optional<domain::PersonId> person;
    std::optional<domain::AssociationId> association;
};

struct Certificate {
    CertificateId id;
    std::int64_t minutes = 0;
    base::Date issued_on;
    std::string key_id;
    std::optional<base::Date> revoked_on;
};

/// A day on which somebody was there.
struct AttendedDay {
    base::Date day;
    std::int64_t minutes = 0;
};

/// Somebody who enrolled in a measure and did not cancel, with what the attendance says.
struct Attendee {
    EnrolmentId enrolment;
    domain::MeasureId measure;
    domain::PersonId person; ///< 0 once the person was erased
    std::string name;        ///< empty then
    std::string title;
    std::string topic;                           ///< its German name
    std::int64_t measure_minutes = 0;            ///< of all sessions
    base::Date last_day;                         ///< of the measure
    bool recorded = false;                       ///< the attendance of every session is known
    std::vector<AttendedDay> days = {};          ///< in their order, none without minutes
    std::optional<Certificate> certificate = {}; ///< the newest
    [[nodiscard]] EHRENAMT_API std::int64_t minutes() const;
};

/// By measure, then by name in the order in which a German list has it. Measures that were cancelled or
/// rejected are not among them. \throws base::Error `measure.unknown`, `person.unknown`,
/// `association.unknown`
EHRENAMT_API std::vector<Attendee> attendees(const store::Store& store, const AttendeeChoice& choice);

/// What becomes of an attendee when certificates are issued.
enum class CertificateVerdict {
    issue,    ///< a new number
    replace,  ///< a new number, after one that was revoked
    reprint,  ///< has one; the same number again
    too_few,  ///< attended less than is asked for
    not_over, ///< the measure lasts on, or a session's attendance is not recorded
    erased,   ///< no name to print
    revoked,  ///< has one that was revoked, and no other is asked for
    changed,  ///< has one for other minutes than the attendance says now
};

/// \param least_percent   of the measure's teaching time; from 1
/// \param replace_revoked  whether whoever had one that was revoked gets another
EHRENAMT_API CertificateVerdict verdict_on(const Attendee& attendee, std::int64_t least_percent,
                                           base::Date today, bool replace_revoked);

/// Writes the certificates of those whose verdict is issue, replace or reprint, and says so in them.
/// \param key  goes to the keys that certificates of this store are checked with
EHRENAMT_API void issue(store::Store& store, store::ChangeSet& change, const PublicKey& key,
                        std::vector<Attendee*>& attendees, base::Date today);

/// What stands in the QR code of an attendee's certificate. \pre it has one
EHRENAMT_API std::string seal_of(const Attendee& attendee, const SigningKey& key);

/// The key that certificates of this store are signed with: the newest. Empty: none was issued yet.
EHRENAMT_API std::optional<PublicKey> current_key(const store::Store& store);

/// \throws base::Error `certificate.unknown`, `certificate.revoked_already`
EHRENAMT_API void revoke(store::Store& store, store::ChangeSet& change, CertificateId id,
                         const std::string& reason, base::Date today);

} // namespace ehrenamt::measures

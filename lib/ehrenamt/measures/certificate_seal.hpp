// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/date.hpp"
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/measures/signing_key.hpp"

#include <string>
#include <string_view>

namespace ehrenamt::measures {

/// What a certificate's QR code vouches for. The name itself is not in it.
struct CertificateSeal {
    std::string number;  ///< of the certificate, unique in the country: `06413000-153`
    std::string measure; ///< long number
    std::string title;
    base::Date last_day = base::Date::of(1900, 1, 1); ///< of the measure
    domain::TeachingTime attended;
    std::string key_id = {};
    std::string salt = {};      ///< base64url
    std::string name_hash = {}; ///< base64url
};

/// `EHRENAMT1/number/measure/minutes/last day/title/key id/salt/name hash/signature`: ASCII without a space,
/// so that neither a scanner nor a line break can change it. The signature is over everything in front of its
/// slash. \param seal  key, salt and hash are filled in here
EHRENAMT_API std::string sealed(CertificateSeal seal, std::string_view name, const SigningKey& key);

/// What a QR code says, if it was signed with this key and not one character of it is another. Spaces and
/// line breaks that came in between are left out. Rules: `certificate.format` (no such text, or cut off),
/// `certificate.other_key`, `certificate.signature`
EHRENAMT_API base::Result<CertificateSeal> verified(std::string_view text, const PublicKey& key);

/// Whether the certificate is for somebody of this name. Case, accents, the order of first name and surname
/// and a comma between them make no difference.
EHRENAMT_API bool is_for(const CertificateSeal& seal, std::string_view name);

} // namespace ehrenamt::measures

// SPDX-License-Identifier: EUPL-1.2
#include "cli/certificate_key.hpp"

#include "ehrenamt/formats/input_file.hpp"
#include "ehrenamt/formats/output_file.hpp"
#include "ehrenamt/measures/certificates.hpp"

namespace ehrenamt::cli {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;
using measures::SigningKey;

SigningKey read_key(const std::filesystem::path& path) {
    using std::filesystem::perms;
    constexpr std::size_t k_most = 1000;
    const auto status = std::filesystem::symlink_status(path);
    if (!std::filesystem::is_regular_file(status))
        throw Error{ExitStatus::failed, "certificate.key_file",
                    message("{0} is no file, so no key is read from it", path.string())};
    if ((status.permissions() & (perms::group_all | perms::others_all)) != perms::none)
        throw Error{
            ExitStatus::failed, "certificate.key_open",
            message("others may read the key {0}; if nobody has, close it with: chmod 600 {0}; else move it "
                    "away and begin a new one with --new-key",
                    path.string())};
    auto key = SigningKey::parse(formats::read_input(path.string(), k_most));
    if (!key)
        throw Error{ExitStatus::failed, key.problem().rule,
                    message("what is in {0} is no key that certificates are signed with", path.string())};
    return *std::move(key);
}

SigningKey made(const Context& context, const std::filesystem::path& path) {
    auto key = SigningKey::random();
    if (context.dry_run())
        return key;
    formats::write_file(path.string(), key.file_text(), formats::Readers::owner, false);
    context.out.notice(
        message("a key for certificates was made: {0}; backup does not copy it, so keep a copy where "
                "only you can reach it",
                path.string()));
    return key;
}

} // namespace

measures::SigningKey certificate_key(const Context& context, const store::Store& store, bool new_key) {
    const auto path = context.certificate_key_path();
    const auto known = measures::current_key(store);
    if (!std::filesystem::exists(std::filesystem::symlink_status(path))) {
        if (known && !new_key)
            throw Error{
                ExitStatus::failed, "certificate.key_missing",
                message(
                    "the key {0} that certificates are signed with is not there: {1}; put its copy back, or "
                    "begin a new one with --new-key",
                    known->id(), path.string())};
        return made(context, path);
    }
    auto key = read_key(path);
    const bool same = known && key.public_key() == *known;
    if (known && !same && !new_key)
        throw Error{
            ExitStatus::failed, "certificate.key_differs",
            message(
                "{0} holds the key {1}, but certificates are signed with {2}; put the right file back, or "
                "go on with the other key with --new-key",
                path.string(), key.public_key().id(), known->id())};
    if (same && new_key)
        throw Error{ExitStatus::failed, "certificate.key_there",
                    message("{0} holds the key that is in use; move it away first, a new one is made then",
                            path.string())};
    return key;
}

} // namespace ehrenamt::cli

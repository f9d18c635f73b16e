#pragma once

#include <functional>
#include <string>

#include "http/message.hpp"
#include "transparency/doubt.hpp"
#include "transparency/identity.hpp"
#include "transparency/witness.hpp"

/// The side of a witness: what other cities' servers ask of this one.
namespace belfry::transparency {

using HearDoubt = std::function<void(Doubt)>;
using TellAlarm = std::function<void(record::Writing&, const Alarm&)>;

/// Answers `add-checkpoint`: checks that the log only grew since it was last cosigned, keeps the
/// new checkpoint and cosigns it. A log that signed two histories is kept as proof and told of;
/// `doubt` hears of a checkpoint that is signed and was not shown to continue what is held.
[[nodiscard]] http::Response add_checkpoint(
    const Services& services,
    const Keys& keys,
    const TellAlarm& tell,
    const HearDoubt& doubt,
    const std::string& body
);

/// The newest checkpoint of the log `origin` that this city cosigned, with its cosignature: with it
/// the log's owner sees what it has lost, and witnesses compare what they were shown.
[[nodiscard]] http::Response held_checkpoint(const Services& services, const std::string& origin);

/// The same of the latest epoch after the one of the log `origin`: a copy from before it would not
/// know that it was begun.
[[nodiscard]] http::Response later_checkpoint(const Services& services, const std::string& origin);

}  // namespace belfry::transparency

#pragma once

#include "accounts/person_ref.hpp"

namespace belfry::program {

using accounts::complete;
using accounts::id_of;
using accounts::People;
using accounts::person_of;
using accounts::PersonRef;

}  // namespace belfry::program

#pragma once

#include "program/stored.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// Makes an object findable by its words, in the transaction that changes it.
void keep_findable(store::Connection& db, const record::Object& object, const Findable& words);

void forget_findable(store::Connection& db, const record::Object& object);

}  // namespace belfry::program

#pragma once

namespace belfry {

/// What an exception derives from, besides its own kind, when it means that the disk is full:
/// whoever answers a person says so (507) without knowing who threw it.
class NoRoom {
public:
    NoRoom() = default;
    NoRoom(const NoRoom&) = default;
    NoRoom& operator=(const NoRoom&) = default;
    NoRoom(NoRoom&&) = default;
    NoRoom& operator=(NoRoom&&) = default;
    virtual ~NoRoom() = default;
};

}  // namespace belfry

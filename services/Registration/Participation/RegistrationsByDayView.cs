using BusinessFocus.Contracts;

namespace BusinessFocus.Registration.Participation;

/// <summary>How an edition's seats were taken, day by day, beside the edition before it.</summary>
/// <param name="Edition">The one that was asked for.</param>
/// <param name="Last">The municipality's edition before it; left out where there was none.</param>
public sealed record RegistrationsByDayView(EditionByDay Edition, EditionByDay? Last);

/// <summary>An edition, day by day.</summary>
/// <param name="Id">The edition.</param>
/// <param name="StartsOn">The day on which the first of its activities begins.</param>
/// <param name="Days">Each day from the first to the last on which somebody got or gave up seats; empty where nobody has.</param>
public sealed record EditionByDay(EditionId Id, DateOnly StartsOn, IReadOnlyList<DayOfSeats> Days);

/// <summary>A day in Europe/Stockholm.</summary>
/// <param name="Day">Which.</param>
/// <param name="DaysToStart">How many days before the edition's <c>startsOn</c>, by which editions are laid on each other; below zero after it.</param>
/// <param name="Confirmed">Seats that were confirmed on it, walk-ins among them. Who moves to another activity or hands over is in this and in <c>givenUp</c>.</param>
/// <param name="GivenUp">Seats that were given up on it.</param>
/// <param name="Seats">How many were confirmed at its end.</param>
public sealed record DayOfSeats(DateOnly Day, int DaysToStart, int Confirmed, int GivenUp, int Seats);

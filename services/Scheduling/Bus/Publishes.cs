using BusinessFocus.ServiceDefaults.Relay;

namespace BusinessFocus.Scheduling.Bus;

/// <summary>Every domain event that others hear of, and as what.</summary>
public static class Publishes
{
    public static Publications Map { get; } = new();
}

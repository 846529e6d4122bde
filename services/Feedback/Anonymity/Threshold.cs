namespace BusinessFocus.Feedback.Anonymity;

/// <summary>
/// The least number of answers that anything is told of: as many are counted at a time, and of a group with fewer nothing is shown
/// (the practice of SKR's Insikt survey).
/// </summary>
public static class Threshold
{
    public const int Fewest = 7;
}

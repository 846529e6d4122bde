namespace BusinessFocus.Feedback.Measures;

/// <summary>
/// Percent of those invited whose answers are counted (AAPOR, Standard Definitions, response rate 1: nobody who was invited is left
/// out). It has no interval: all who were invited are known, and whether they answered. Beside another edition's it is a share of ones
/// and noughts, as any.
/// </summary>
public static class ResponseRate
{
    public const double Least = 0;
    public const double Most = 100;

    /// <summary>Null where nobody was invited.</summary>
    public static Sample? Of(int invited, int answered) =>
        invited == 0 ? null : Sample.Of([(Most, answered), (Least, Math.Max(0, invited - answered))]);
}

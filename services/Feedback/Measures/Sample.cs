using MathNet.Numerics.Distributions;

namespace BusinessFocus.Feedback.Measures;

/// <summary>Answers as numbers: how many, their mean, and how far they lie apart.</summary>
/// <param name="Variance">Of the answers, with n − 1 (unbiased); 0 of one answer.</param>
public sealed record Sample(int N, double Mean, double Variance)
{
    /// <summary>Of the mean, where those who answered are few of many: √(s² / n).</summary>
    public double StandardError => Math.Sqrt(Variance / N);

    /// <summary>Straight from how many gave each number; null without answers.</summary>
    public static Sample? Of(IEnumerable<(double Value, int Count)> counts)
    {
        var (n, sum, squares) = (0, 0.0, 0.0);
        foreach (var (value, count) in counts)
        {
            n += count;
            sum += value * count;
            squares += value * value * count;
        }

        return n <= 0 ? null : new Sample(n, sum / n, n == 1 ? 0 : Math.Max(0, squares - (sum * sum / n)) / (n - 1));
    }

    /// <summary>
    /// The mean with its 95 % confidence interval by Student's t: mean ± t(0.975; n − 1) · √(s² / n) · √((N − n) / (N − 1)). Those who
    /// could have answered are known, so the finite population correction (W. G. Cochran, Sampling Techniques, 3rd ed. 1977, 2.6)
    /// makes it as narrow as it is: where all of N answered there is nothing left to be uncertain of.
    /// </summary>
    /// <param name="population">N, how many were asked; when it is not known (fewer than have answered) nothing is corrected.</param>
    /// <param name="least">The interval does not leave the scale.</param>
    public Estimate Among(int population, double least, double most)
    {
        if (N < 2)
        {
            return new Estimate(N, Mean, null, null);
        }

        var correction = population < N || population < 2 ? 1 : Math.Sqrt((population - N) / (population - 1.0));
        var margin = Student.Quantile(N - 1) * StandardError * correction;
        return new Estimate(N, Mean, Math.Max(least, Mean - margin), Math.Min(most, Mean + margin));
    }

    /// <summary>
    /// How much it differs from another's mean, by Welch's t-test (B. L. Welch, Biometrika 34, 1947): difference ± t(0.975; ν) ·
    /// √(s₁² / n₁ + s₂² / n₂), ν by Welch and Satterthwaite. Without the finite population correction: the question is not who came
    /// this time, but whether it would come out so with others too. Of twenty comparisons one is beyond chance by chance.
    /// </summary>
    public Difference From(Sample before)
    {
        var (some, others) = (Variance / N, before.Variance / before.N);
        var difference = Mean - before.Mean;
        if (some + others == 0 || N < 2 || before.N < 2)
        {
            // Nobody differs from anybody in either: there is no chance to measure it by.
            return new Difference(difference, null, null, null);
        }

        var freedom = (some + others) * (some + others) / ((some * some / (N - 1)) + (others * others / (before.N - 1)));
        var margin = StudentT.InvCDF(0, 1, freedom, Student.Upper) * Math.Sqrt(some + others);
        return new Difference(difference, difference - margin, difference + margin, Math.Abs(difference) > margin);
    }

    private static class Student
    {
        public const double Upper = 0.975;

        // Searching for a quantile takes long beside all the rest of a report, and few are asked for again and again.
        private static readonly double[] Known = new double[4_096];

        public static double Quantile(int freedom)
        {
            if (freedom >= Known.Length)
            {
                return StudentT.InvCDF(0, 1, freedom, Upper);
            }

            return Known[freedom] is > 0 and var known ? known : Known[freedom] = StudentT.InvCDF(0, 1, freedom, Upper);
        }
    }
}

/// <summary>A figure, and between what it lies with 95 % confidence.</summary>
/// <param name="N">The answers that it comes from.</param>
/// <param name="Value">In the unit of what it is a figure of.</param>
/// <param name="Low">Where the 95 % confidence interval begins, in the same unit; left out where it cannot be reckoned.</param>
/// <param name="High">Where the 95 % confidence interval ends, in the same unit; left out where it cannot be reckoned.</param>
public sealed record Estimate(int N, double Value, double? Low, double? High)
{
    /// <summary>From here on the interval hardly depends on how the answers are spread.</summary>
    public const int FewestCertain = 30;

    /// <summary>Fewer than 30 answers. The interval is given for any number; here it has to be looked at.</summary>
    public bool IsUncertain => N < FewestCertain;

    public Estimate Rounded(int decimals) => new(N, Number.Rounded(Value, decimals), Number.Rounded(Low, decimals), Number.Rounded(High, decimals));
}

/// <summary>What changed from the edition that is named before.</summary>
/// <param name="Value">This edition's figure less the other one's, in the same unit.</param>
/// <param name="Low">Where the 95 % confidence interval of the difference begins; left out where there is none.</param>
/// <param name="High">Where the 95 % confidence interval of the difference ends; left out where there is none.</param>
/// <param name="IsBeyondChance">Whether the interval leaves out 0; left out where it cannot be said.</param>
public sealed record Difference(double Value, double? Low, double? High, bool? IsBeyondChance)
{
    public Difference Rounded(int decimals) =>
        this with { Value = Number.Rounded(Value, decimals), Low = Number.Rounded(Low, decimals), High = Number.Rounded(High, decimals) };
}

/// <summary>Figures as people round them.</summary>
public static class Number
{
    public static double Rounded(double figure, int decimals) => Math.Round(figure, decimals, MidpointRounding.AwayFromZero);

    public static double? Rounded(double? figure, int decimals) => figure is { } value ? Rounded(value, decimals) : null;
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BusinessFocus.Notifications.Rendering;
using Fluid.Ast;

namespace BusinessFocus.Notifications.Templating;

/// <summary>Names in a template that do not exist: follows them through all branches, with what is known where (visitor).</summary>
internal sealed partial class UnknownNames : AstVisitor
{
    private static readonly ImmutableHashSet<string> LoopMembers = ["index", "index0", "rindex", "rindex0", "first", "last", "length"];

    private readonly LiquidText text;
    private readonly TemplateKey key;
    private readonly List<SourceFlaw> flaws = [];
    private ImmutableDictionary<string, Type> names;

    private UnknownNames(LiquidText text, TemplateKey key)
    {
        (this.text, this.key) = (text, key);
        names = Vocabulary.Of(key.Kind).ToImmutableDictionary();
    }

    public static IReadOnlyList<SourceFlaw> In(LiquidText text, TemplateKey key)
    {
        var names = new UnknownNames(text, key);
        names.VisitTemplate(text.Template);
        return names.flaws;
    }

    protected override Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        Visit(assignStatement.Value);
        names = names.SetItem(assignStatement.Identifier, TypeOf(assignStatement.Value));
        return assignStatement;
    }

    protected override Statement VisitIfStatement(IfStatement ifStatement)
    {
        Visit(ifStatement.Condition);
        ifStatement.ElseIfs.ToList().ForEach(other => Visit(other.Condition));
        InOneOf([ifStatement.Statements, .. ifStatement.ElseIfs.Select(other => other.Statements), ifStatement.Else?.Statements ?? []]);
        return ifStatement;
    }

    protected override Statement VisitUnlessStatement(UnlessStatement unlessStatement)
    {
        Visit(unlessStatement.Condition);
        InOneOf([unlessStatement.Statements, unlessStatement.Else?.Statements ?? []]);
        return unlessStatement;
    }

    protected override Statement VisitCaseStatement(CaseStatement caseStatement)
    {
        Visit(caseStatement.Expression);
        caseStatement.Whens.SelectMany(when => when.Options).ToList().ForEach(option => Visit(option));
        InOneOf([.. caseStatement.Whens.Select(when => when.Statements), caseStatement.Else?.Statements ?? []]);
        return caseStatement;
    }

    protected override Statement VisitForStatement(ForStatement forStatement)
    {
        // It begins with its variable: "change in release.changes".
        var begins = LoopVariable().Match(text.Source, text.Places[forStatement].Start.Value);
        var source = begins.Index + begins.Length;
        var type = forStatement.Source is MemberExpression member ? Check(member, source) : typeof(void);
        var element = Vocabulary.ElementOf(type ?? typeof(void));
        if (type is not null && element is null)
        {
            Flawed(source, "det går bara att räkna upp en lista.", "you can only loop through a list.");
        }

        Visit(forStatement.Limit);
        Visit(forStatement.Offset);
        var outside = names;
        names = names.SetItem(forStatement.Identifier, element ?? typeof(object)).SetItem("forloop", typeof(ForLoop));
        VisitAll(forStatement.Statements);
        names = outside;
        VisitAll(forStatement.Else?.Statements ?? []);
        names = outside;
        return forStatement;
    }

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        Check(memberExpression, text.Places[memberExpression].Start.Value);
        return memberExpression;
    }

    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        // The outermost is the last in the source; only it has a place, and the others stand before it.
        var chain = new List<FilterExpression>();
        Expression input = filterExpression;
        for (; input is FilterExpression filter; input = filter.Input)
        {
            chain.Insert(0, filter);
        }

        var pipes = PipesIn(text.Places[filterExpression]);
        foreach (var (filter, pipe) in chain.Zip(pipes))
        {
            if (!Liquid.Filters.Contains(filter.Name))
            {
                Flawed(
                    text.Source.IndexOf(filter.Name, pipe, StringComparison.Ordinal),
                    $"filtret {filter.Name} finns inte.",
                    $"there is no filter {filter.Name}.");
            }

            filter.Parameters.ToList().ForEach(parameter => Visit(parameter.Expression));
        }

        Visit(input);
        return filterExpression;
    }

    protected override Expression VisitRangeExpression(RangeExpression rangeExpression)
    {
        Flawed(text.Places[rangeExpression].Start.Value, "talserier finns inte.", "there are no ranges of numbers.");
        return rangeExpression;
    }

    /// <summary>One of the branches is taken: afterwards is known what each of them has set.</summary>
    private void InOneOf(IReadOnlyList<IReadOnlyList<Statement>> branches)
    {
        var outside = names;
        var after = branches
            .Select(branch =>
            {
                names = outside;
                VisitAll(branch);
                return names;
            })
            .ToList();
        names = after[0].Where(name => after.All(branch => branch.ContainsKey(name.Key))).ToImmutableDictionary();
    }

    private void VisitAll(IEnumerable<Statement> statements)
    {
        foreach (var statement in statements)
        {
            Visit(statement);
        }
    }

    /// <returns>The type of its value; null where it does not exist, which is noted.</returns>
    private Type? Check(MemberExpression expression, int place)
    {
        var name = ((IdentifierSegment)expression.Segments[0]).Identifier;
        if (!names.TryGetValue(name, out var type))
        {
            if (Vocabulary.IsKnown(name))
            {
                Flawed(place, $"variabeln {name} finns inte i {key}.", $"{key} has no variable {name}.");
            }
            else
            {
                Flawed(place, $"variabeln {name} finns inte.", $"there is no variable {name}.");
            }

            return null;
        }

        foreach (var segment in expression.Segments.Skip(1))
        {
            (var step, var next) = segment switch
            {
                IdentifierSegment member => ($".{member.Identifier}", Member(type, member.Identifier)),
                IndexerSegment { Expression: var index } => ("[ ]", Element(type, index)),
                _ => ("( )", null),
            };
            name += step;
            if (next is null)
            {
                Flawed(place, $"variabeln {name} finns inte.", $"there is no variable {name}.");
                return null;
            }

            type = next;
        }

        return type;
    }

    private Type? Element(Type type, Expression index)
    {
        Visit(index);
        return type == typeof(object) ? type : Vocabulary.ElementOf(type);
    }

    private static Type? Member(Type type, string name) => (Vocabulary.ElementOf(type), name) switch
    {
        _ when type == typeof(object) => type,
        _ when type == typeof(ForLoop) => LoopMembers.Contains(name) ? typeof(int) : null,
        ({ }, "size") => typeof(int),
        ({ } element, "first" or "last") => element,
        (null, "size") when type == typeof(string) => typeof(int),
        _ => Vocabulary.MembersOf(type)?.GetValueOrDefault(name),
    };

    /// <summary>What an assigned name stands for.</summary>
    private Type TypeOf(Expression value) => value switch
    {
        MemberExpression member => Check(member, text.Places[member].Start.Value) ?? typeof(object),
        FilterExpression { Name: "first" or "last", Input: var input } => Vocabulary.ElementOf(TypeOf(input)) ?? typeof(object),
        FilterExpression { Name: "default", Input: var input } => TypeOf(input),
        _ => typeof(string),
    };

    private List<int> PipesIn(Range place)
    {
        var pipes = new List<int>();
        var quote = '\0';
        for (var offset = place.Start.Value; offset < place.End.Value; offset++)
        {
            var character = text.Source[offset];
            if (quote == '\0' && character == '|')
            {
                pipes.Add(offset);
            }

            quote = character is not ('"' or '\'') ? quote : quote == '\0' ? character : quote == character ? '\0' : quote;
        }

        return pipes;
    }

    private void Flawed(int offset, string sv, string en) => flaws.Add(new SourceFlaw(offset, sv, en));

    [GeneratedRegex(@"\G[\w-]+\s+in\s+")]
    private static partial Regex LoopVariable();

    /// <summary>What <c>forloop</c> is.</summary>
    private sealed class ForLoop;
}

;; The inner loops of the rating: sums of rows, inner products, and what a truncated SVD needs.
;;
;; `node scripts/kernels.js` translates this file into kernels-binary.ts. WebAssembly adds and
;; multiplies two numbers at a time and checks no bounds, which takes a half to a quarter of the time
;; of JavaScript. Its operations are those of IEEE 754, so the results are the same to the last bit
;; on every machine. Where a comment says "in order", each sum runs in the order of the rows, as a
;; plain loop would add them up.
;;
;; All arguments that begin with an article in their name, such as $aMatrix, are byte addresses.
;; Widths of f64 rows are even, those of i8 rows multiples of eight; the caller fills up with zeros.
(module
  (memory (export "memory") 1 65536)

  ;; aSums[j] += aWeights[k] * matrix[aOffsets[k] + j] for all k in order: rows of signed bytes. The
  ;; offsets are addresses of rows.
  (func (export "addByteRows")
    (param $aOffsets i32) (param $aWeights i32) (param $count i32) (param $aSums i32) (param $width i32)
    (local $offset i32) (local $weightAt i32) (local $last i32) (local $column i32)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (local $weight v128) (local $half v128) (local $four v128)
    (block $none
      (br_if $none (i32.eqz (local.get $count)))
      (local.set $last (i32.add (local.get $aOffsets) (i32.shl (local.get $count) (i32.const 2))))
      ;; Eight columns of all rows at a time, so that their sums need not leave the processor.
      (loop $columns
        (local.set $s0 (v128.load (local.get $aSums)))
        (local.set $s1 (v128.load offset=16 (local.get $aSums)))
        (local.set $s2 (v128.load offset=32 (local.get $aSums)))
        (local.set $s3 (v128.load offset=48 (local.get $aSums)))
        (local.set $offset (local.get $aOffsets))
        (local.set $weightAt (local.get $aWeights))
        (loop $rows
          (local.set $weight (v128.load64_splat (local.get $weightAt)))
          (local.set $half
            (v128.load8x8_s (i32.add (i32.load (local.get $offset)) (local.get $column))))
          (local.set $four (i32x4.extend_low_i16x8_s (local.get $half)))
          (local.set $s0
            (f64x2.add (local.get $s0)
              (f64x2.mul (local.get $weight) (f64x2.convert_low_i32x4_s (local.get $four)))))
          (local.set $s1
            (f64x2.add (local.get $s1)
              (f64x2.mul (local.get $weight)
                (f64x2.convert_low_i32x4_s
                  (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
                    (local.get $four) (local.get $four))))))
          (local.set $four (i32x4.extend_high_i16x8_s (local.get $half)))
          (local.set $s2
            (f64x2.add (local.get $s2)
              (f64x2.mul (local.get $weight) (f64x2.convert_low_i32x4_s (local.get $four)))))
          (local.set $s3
            (f64x2.add (local.get $s3)
              (f64x2.mul (local.get $weight)
                (f64x2.convert_low_i32x4_s
                  (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
                    (local.get $four) (local.get $four))))))
          (local.set $weightAt (i32.add (local.get $weightAt) (i32.const 8)))
          (local.set $offset (i32.add (local.get $offset) (i32.const 4)))
          (br_if $rows (i32.lt_u (local.get $offset) (local.get $last))))
        (v128.store (local.get $aSums) (local.get $s0))
        (v128.store offset=16 (local.get $aSums) (local.get $s1))
        (v128.store offset=32 (local.get $aSums) (local.get $s2))
        (v128.store offset=48 (local.get $aSums) (local.get $s3))
        (local.set $aSums (i32.add (local.get $aSums) (i32.const 64)))
        (local.set $column (i32.add (local.get $column) (i32.const 8)))
        (br_if $columns (i32.lt_u (local.get $column) (local.get $width))))))

  ;; A sparse matrix times a matrix of f64 with $width numbers in each row, in order. Row i of the
  ;; sparse one has the entries from aStarts[i] to aStarts[i + 1]: columns of u32, values of f32.
  (func (export "product")
    (param $aStarts i32) (param $aColumns i32) (param $aValues i32) (param $rows i32)
    (param $aMatrix i32) (param $width i32) (param $aSums i32)
    (local $i i32) (local $k i32) (local $to i32) (local $sum i32) (local $end i32) (local $bytes i32)
    (local $r0 i32) (local $r1 i32) (local $r2 i32) (local $r3 i32)
    (local $w0 v128) (local $w1 v128) (local $w2 v128) (local $w3 v128)
    (local.set $bytes (i32.shl (local.get $width) (i32.const 3)))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $i) (local.get $rows)))
        (local.set $k (i32.load (i32.add (local.get $aStarts) (i32.shl (local.get $i) (i32.const 2)))))
        (local.set $to
          (i32.load offset=4 (i32.add (local.get $aStarts) (i32.shl (local.get $i) (i32.const 2)))))
        (local.set $end (i32.add (local.get $aSums) (local.get $bytes)))
        (local.set $sum (local.get $aSums))
        (loop $clear
          (v128.store (local.get $sum) (v128.const i64x2 0 0))
          (local.set $sum (i32.add (local.get $sum) (i32.const 16)))
          (br_if $clear (i32.lt_u (local.get $sum) (local.get $end))))
        ;; Four rows at a time, which saves reading and writing the sums.
        (block $rest
          (loop $fours
            (br_if $rest
              (i32.gt_u (i32.add (local.get $k) (i32.const 4)) (local.get $to)))
            (local.set $r0 (call $rowOf (local.get $aColumns) (local.get $k) (local.get $aMatrix) (local.get $bytes)))
            (local.set $w0 (call $weightOf (local.get $aValues) (local.get $k)))
            (local.set $k (i32.add (local.get $k) (i32.const 1)))
            (local.set $r1 (call $rowOf (local.get $aColumns) (local.get $k) (local.get $aMatrix) (local.get $bytes)))
            (local.set $w1 (call $weightOf (local.get $aValues) (local.get $k)))
            (local.set $k (i32.add (local.get $k) (i32.const 1)))
            (local.set $r2 (call $rowOf (local.get $aColumns) (local.get $k) (local.get $aMatrix) (local.get $bytes)))
            (local.set $w2 (call $weightOf (local.get $aValues) (local.get $k)))
            (local.set $k (i32.add (local.get $k) (i32.const 1)))
            (local.set $r3 (call $rowOf (local.get $aColumns) (local.get $k) (local.get $aMatrix) (local.get $bytes)))
            (local.set $w3 (call $weightOf (local.get $aValues) (local.get $k)))
            (local.set $k (i32.add (local.get $k) (i32.const 1)))
            (local.set $sum (local.get $aSums))
            (loop $columns
              (v128.store (local.get $sum)
                (f64x2.add
                  (f64x2.add
                    (f64x2.add
                      (f64x2.add (v128.load (local.get $sum))
                        (f64x2.mul (local.get $w0) (v128.load (local.get $r0))))
                      (f64x2.mul (local.get $w1) (v128.load (local.get $r1))))
                    (f64x2.mul (local.get $w2) (v128.load (local.get $r2))))
                  (f64x2.mul (local.get $w3) (v128.load (local.get $r3)))))
              (local.set $r0 (i32.add (local.get $r0) (i32.const 16)))
              (local.set $r1 (i32.add (local.get $r1) (i32.const 16)))
              (local.set $r2 (i32.add (local.get $r2) (i32.const 16)))
              (local.set $r3 (i32.add (local.get $r3) (i32.const 16)))
              (local.set $sum (i32.add (local.get $sum) (i32.const 16)))
              (br_if $columns (i32.lt_u (local.get $sum) (local.get $end))))
            (br $fours)))
        (block $next
          (loop $ones
            (br_if $next (i32.ge_u (local.get $k) (local.get $to)))
            (local.set $r0 (call $rowOf (local.get $aColumns) (local.get $k) (local.get $aMatrix) (local.get $bytes)))
            (local.set $w0 (call $weightOf (local.get $aValues) (local.get $k)))
            (call $addScaled (local.get $aSums) (local.get $end) (local.get $w0) (local.get $r0))
            (local.set $k (i32.add (local.get $k) (i32.const 1)))
            (br $ones)))
        (local.set $aSums (local.get $end))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $each))))

  (func $rowOf (param $aColumns i32) (param $k i32) (param $aMatrix i32) (param $bytes i32) (result i32)
    (i32.add (local.get $aMatrix)
      (i32.mul (local.get $bytes)
        (i32.load (i32.add (local.get $aColumns) (i32.shl (local.get $k) (i32.const 2)))))))

  (func $weightOf (param $aValues i32) (param $k i32) (result v128)
    (f64x2.splat
      (f64.promote_f32 (f32.load (i32.add (local.get $aValues) (i32.shl (local.get $k) (i32.const 2)))))))

  ;; The numbers from $aSums to $end, plus a weight times those from $aRow on.
  (func $addScaled (param $aSums i32) (param $end i32) (param $weight v128) (param $aRow i32)
    (block $done
      (loop $columns
        (br_if $done (i32.ge_u (local.get $aSums) (local.get $end)))
        (v128.store (local.get $aSums)
          (f64x2.add (v128.load (local.get $aSums))
            (f64x2.mul (local.get $weight) (v128.load (local.get $aRow)))))
        (local.set $aRow (i32.add (local.get $aRow) (i32.const 16)))
        (local.set $aSums (i32.add (local.get $aSums) (i32.const 16)))
        (br $columns))))

  ;; A matrix with $inner numbers in each row times one with $width in each, in order.
  (func (export "denseProduct")
    (param $aMatrix i32) (param $rows i32) (param $inner i32) (param $aOther i32) (param $width i32)
    (param $aSums i32)
    (local $end i32) (local $sum i32) (local $row i32) (local $i i32) (local $k i32)
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $i) (local.get $rows)))
        (local.set $end (i32.add (local.get $aSums) (i32.shl (local.get $width) (i32.const 3))))
        (local.set $sum (local.get $aSums))
        (loop $clear
          (v128.store (local.get $sum) (v128.const i64x2 0 0))
          (local.set $sum (i32.add (local.get $sum) (i32.const 16)))
          (br_if $clear (i32.lt_u (local.get $sum) (local.get $end))))
        (local.set $row (local.get $aOther))
        (local.set $k (i32.const 0))
        (loop $rows
          (call $addScaled (local.get $aSums) (local.get $end)
            (v128.load64_splat (local.get $aMatrix)) (local.get $row))
          (local.set $aMatrix (i32.add (local.get $aMatrix) (i32.const 8)))
          (local.set $row (i32.add (local.get $row) (i32.shl (local.get $width) (i32.const 3))))
          (local.set $k (i32.add (local.get $k) (i32.const 1)))
          (br_if $rows (i32.lt_u (local.get $k) (local.get $inner))))
        (local.set $aSums (local.get $end))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $each))))

  ;; aProducts[a][b] += row[a] * row[b] for b >= a, over all rows in order; what is below the diagonal
  ;; means nothing.
  (func (export "gram") (param $aMatrix i32) (param $rows i32) (param $width i32) (param $aProducts i32)
    (local $i i32) (local $a i32) (local $bytes i32) (local $from i32) (local $to i32)
    (local.set $bytes (i32.shl (local.get $width) (i32.const 3)))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $i) (local.get $rows)))
        (local.set $a (i32.const 0))
        (loop $first
          (local.set $from (i32.shl (i32.and (local.get $a) (i32.const -2)) (i32.const 3)))
          (local.set $to
            (i32.add (local.get $aProducts) (i32.mul (local.get $a) (local.get $bytes))))
          (call $addScaled
            (i32.add (local.get $to) (local.get $from))
            (i32.add (local.get $to) (local.get $bytes))
            (v128.load64_splat (i32.add (local.get $aMatrix) (i32.shl (local.get $a) (i32.const 3))))
            (i32.add (local.get $aMatrix) (local.get $from)))
          (local.set $a (i32.add (local.get $a) (i32.const 1)))
          (br_if $first (i32.lt_u (local.get $a) (local.get $width))))
        (local.set $aMatrix (i32.add (local.get $aMatrix) (local.get $bytes)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $each))))

  ;; Replaces each row by the solution of row = solution * factor, where the factor is upper
  ;; triangular. Its diagonal is given apart, and its $aFactor has the negative numbers above the
  ;; diagonal and zeros elsewhere. Where the diagonal is 0, the solution is 0.
  (func (export "solve")
    (param $aMatrix i32) (param $rows i32) (param $width i32) (param $aFactor i32) (param $aDiagonal i32)
    (local $i i32) (local $k i32) (local $bytes i32) (local $from i32) (local $at i32)
    (local $diagonal f64) (local $value f64)
    (local.set $bytes (i32.shl (local.get $width) (i32.const 3)))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $i) (local.get $rows)))
        (local.set $k (i32.const 0))
        (loop $columns
          (local.set $at (i32.add (local.get $aMatrix) (i32.shl (local.get $k) (i32.const 3))))
          (local.set $diagonal
            (f64.load (i32.add (local.get $aDiagonal) (i32.shl (local.get $k) (i32.const 3)))))
          (local.set $value (f64.const 0))
          (if (f64.ne (local.get $diagonal) (f64.const 0))
            (then (local.set $value (f64.div (f64.load (local.get $at)) (local.get $diagonal)))))
          (f64.store (local.get $at) (local.get $value))
          (local.set $from (i32.shl (i32.and (local.get $k) (i32.const -2)) (i32.const 3)))
          (call $addScaled
            (i32.add (local.get $aMatrix) (local.get $from))
            (i32.add (local.get $aMatrix) (local.get $bytes))
            (f64x2.splat (local.get $value))
            (i32.add (local.get $aFactor)
              (i32.add (i32.mul (local.get $k) (local.get $bytes)) (local.get $from))))
          (local.set $k (i32.add (local.get $k) (i32.const 1)))
          (br_if $columns (i32.lt_u (local.get $k) (local.get $width))))
        (local.set $aMatrix (i32.add (local.get $aMatrix) (local.get $bytes)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $each))))

  ;; The inner product of $width numbers of f32 with as many of f64, by four partial sums.
  (func $dotDense (export "dotDense")
    (param $aRow i32) (param $aWeights i32) (param $width i32) (result f64)
    (local $a v128) (local $b v128) (local $four v128) (local $end i32) (local $sum f64)
    (local.set $end
      (i32.add (local.get $aRow) (i32.shl (i32.and (local.get $width) (i32.const -4)) (i32.const 2))))
    (block $done
      (loop $columns
        (br_if $done (i32.ge_u (local.get $aRow) (local.get $end)))
        (local.set $four (v128.load (local.get $aRow)))
        (local.set $a
          (f64x2.add (local.get $a)
            (f64x2.mul (v128.load (local.get $aWeights)) (f64x2.promote_low_f32x4 (local.get $four)))))
        (local.set $b
          (f64x2.add (local.get $b)
            (f64x2.mul (v128.load offset=16 (local.get $aWeights))
              (f64x2.promote_low_f32x4
                (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
                  (local.get $four) (local.get $four))))))
        (local.set $aRow (i32.add (local.get $aRow) (i32.const 16)))
        (local.set $aWeights (i32.add (local.get $aWeights) (i32.const 32)))
        (br $columns)))
    (local.set $a (f64x2.add (local.get $a) (local.get $b)))
    (local.set $sum (f64.add (f64x2.extract_lane 0 (local.get $a)) (f64x2.extract_lane 1 (local.get $a))))
    ;; What four do not divide.
    (local.set $end
      (i32.add (local.get $end) (i32.shl (i32.and (local.get $width) (i32.const 3)) (i32.const 2))))
    (block $done
      (loop $rest
        (br_if $done (i32.ge_u (local.get $aRow) (local.get $end)))
        (local.set $sum
          (f64.add (local.get $sum)
            (f64.mul (f64.load (local.get $aWeights)) (f64.promote_f32 (f32.load (local.get $aRow))))))
        (local.set $aRow (i32.add (local.get $aRow) (i32.const 4)))
        (local.set $aWeights (i32.add (local.get $aWeights) (i32.const 8)))
        (br $rest)))
    (local.get $sum))

  ;; aWeights[j] += times * aRow[j].
  (func (export "addDense") (param $aRow i32) (param $aWeights i32) (param $width i32) (param $times f64)
    (local $four v128) (local $end i32) (local $both v128)
    (local.set $both (f64x2.splat (local.get $times)))
    (local.set $end
      (i32.add (local.get $aRow) (i32.shl (i32.and (local.get $width) (i32.const -4)) (i32.const 2))))
    (block $done
      (loop $columns
        (br_if $done (i32.ge_u (local.get $aRow) (local.get $end)))
        (local.set $four (v128.load (local.get $aRow)))
        (v128.store (local.get $aWeights)
          (f64x2.add (v128.load (local.get $aWeights))
            (f64x2.mul (local.get $both) (f64x2.promote_low_f32x4 (local.get $four)))))
        (v128.store offset=16 (local.get $aWeights)
          (f64x2.add (v128.load offset=16 (local.get $aWeights))
            (f64x2.mul (local.get $both)
              (f64x2.promote_low_f32x4
                (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
                  (local.get $four) (local.get $four))))))
        (local.set $aRow (i32.add (local.get $aRow) (i32.const 16)))
        (local.set $aWeights (i32.add (local.get $aWeights) (i32.const 32)))
        (br $columns)))
    (local.set $end
      (i32.add (local.get $end) (i32.shl (i32.and (local.get $width) (i32.const 3)) (i32.const 2))))
    (block $done
      (loop $rest
        (br_if $done (i32.ge_u (local.get $aRow) (local.get $end)))
        (f64.store (local.get $aWeights)
          (f64.add (f64.load (local.get $aWeights))
            (f64.mul (local.get $times) (f64.promote_f32 (f32.load (local.get $aRow))))))
        (local.set $aRow (i32.add (local.get $aRow) (i32.const 4)))
        (local.set $aWeights (i32.add (local.get $aWeights) (i32.const 8)))
        (br $rest))))

  ;; The inner product of a sparse row with weights, by two partial sums.
  (func $dotSparse (export "dotSparse")
    (param $aColumns i32) (param $aValues i32) (param $entries i32) (param $aWeights i32) (result f64)
    (local $a f64) (local $b f64) (local $end i32)
    (local.set $end
      (i32.add (local.get $aColumns) (i32.shl (i32.and (local.get $entries) (i32.const -2)) (i32.const 2))))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $aColumns) (local.get $end)))
        (local.set $a
          (f64.add (local.get $a)
            (f64.mul
              (f64.load (i32.add (local.get $aWeights) (i32.shl (i32.load (local.get $aColumns)) (i32.const 3))))
              (f64.promote_f32 (f32.load (local.get $aValues))))))
        (local.set $b
          (f64.add (local.get $b)
            (f64.mul
              (f64.load
                (i32.add (local.get $aWeights) (i32.shl (i32.load offset=4 (local.get $aColumns)) (i32.const 3))))
              (f64.promote_f32 (f32.load offset=4 (local.get $aValues))))))
        (local.set $aColumns (i32.add (local.get $aColumns) (i32.const 8)))
        (local.set $aValues (i32.add (local.get $aValues) (i32.const 8)))
        (br $each)))
    (if (i32.and (local.get $entries) (i32.const 1))
      (then
        (local.set $a
          (f64.add (local.get $a)
            (f64.mul
              (f64.load (i32.add (local.get $aWeights) (i32.shl (i32.load (local.get $aColumns)) (i32.const 3))))
              (f64.promote_f32 (f32.load (local.get $aValues))))))))
    (f64.add (local.get $a) (local.get $b)))

  ;; dotDense for rows one after another.
  (func (export "dotsDense")
    (param $aRows i32) (param $rows i32) (param $width i32) (param $aWeights i32) (param $aResults i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $aResults) (i32.shl (local.get $rows) (i32.const 3))))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $aResults) (local.get $end)))
        (f64.store (local.get $aResults)
          (call $dotDense (local.get $aRows) (local.get $aWeights) (local.get $width)))
        (local.set $aRows (i32.add (local.get $aRows) (i32.shl (local.get $width) (i32.const 2))))
        (local.set $aResults (i32.add (local.get $aResults) (i32.const 8)))
        (br $each))))

  ;; dotSparse for rows, of which row i has the entries from aStarts[i] to aStarts[i + 1].
  (func (export "dotsSparse")
    (param $aStarts i32) (param $aColumns i32) (param $aValues i32) (param $rows i32)
    (param $aWeights i32) (param $aResults i32)
    (local $end i32) (local $start i32)
    (local.set $end (i32.add (local.get $aResults) (i32.shl (local.get $rows) (i32.const 3))))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $aResults) (local.get $end)))
        (local.set $start (i32.load (local.get $aStarts)))
        (f64.store (local.get $aResults)
          (call $dotSparse
            (i32.add (local.get $aColumns) (i32.shl (local.get $start) (i32.const 2)))
            (i32.add (local.get $aValues) (i32.shl (local.get $start) (i32.const 2)))
            (i32.sub (i32.load offset=4 (local.get $aStarts)) (local.get $start))
            (local.get $aWeights)))
        (local.set $aStarts (i32.add (local.get $aStarts) (i32.const 4)))
        (local.set $aResults (i32.add (local.get $aResults) (i32.const 8)))
        (br $each))))

  ;; aWeights[column] += times * value, for each entry of a sparse row.
  (func (export "addSparse")
    (param $aColumns i32) (param $aValues i32) (param $entries i32) (param $aWeights i32) (param $times f64)
    (local $end i32) (local $at i32)
    (local.set $end (i32.add (local.get $aColumns) (i32.shl (local.get $entries) (i32.const 2))))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $aColumns) (local.get $end)))
        (local.set $at (i32.add (local.get $aWeights) (i32.shl (i32.load (local.get $aColumns)) (i32.const 3))))
        (f64.store (local.get $at)
          (f64.add (f64.load (local.get $at))
            (f64.mul (local.get $times) (f64.promote_f32 (f32.load (local.get $aValues))))))
        (local.set $aColumns (i32.add (local.get $aColumns) (i32.const 4)))
        (local.set $aValues (i32.add (local.get $aValues) (i32.const 4)))
        (br $each)))))
